/** Prints jest's own counts on one line, and fails when nothing ran. */
import { readFileSync } from 'node:fs';

const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
process.stdout.write(`${numPassedTests} passed, ${numFailedTests} failed\n`);
process.exitCode = numPassedTests === 0 || numFailedTests > 0 ? 1 : 0;
