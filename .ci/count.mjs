/** Prints jest's own counts, of each file that it is given, and fails where nothing ran. */
import { readFileSync } from 'node:fs';

const counts = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (name) => counts.reduce((total, each) => total + each[name], 0);
process.stdout.write(`${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed\n`);
process.exitCode = counts.some((each) => each.numPassedTests === 0 || each.numFailedTests > 0) ? 1 : 0;
