#!/usr/bin/env node
/** `cognito-email-sender VERB`: the tools around a deployed sender. */
import { runProgram } from './cli/run-program.ts';

// A reader such as `head` may leave early. What is under way goes on, and nothing more is told.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

await runProgram(process.argv.slice(2), {
  streams: process,
  end: (exitCode, { brokenOff }) => {
    process.exitCode = exitCode;
    // What still waits would keep the process; what was written is let out first.
    if (brokenOff) process.stdout.write('', () => process.exit());
  },
});
