#!/usr/bin/env node
/** `cognito-email-sender VERB`: the tools around a deployed sender. */
import { runProgram } from './cli/run-program.ts';

await runProgram(process.argv.slice(2), {
  streams: process,
  end: (exitCode, { brokenOff }) => {
    process.exitCode = exitCode;
    // What still waits would keep the process; what was written is let out first.
    if (brokenOff) process.stdout.write('', () => process.exit());
  },
});
