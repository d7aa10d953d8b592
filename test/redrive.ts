/** `npm run test:redrive -- [interruptions] [seed]`: redrives that are killed and stopped at random moments. */
import { interruptRedrives } from './support/interruptions.ts';

const [, , count = '200', seed = '1'] = process.argv;
const start = performance.now();
const { written, ...figures } = await interruptRedrives(Number(count), { seed: Number(seed) });
const seconds = Math.round((performance.now() - start) / 1000);
process.stdout.write(`${JSON.stringify({ ...figures, seed: Number(seed), seconds }, null, 2)}\n`);
const leaks = written.filter((text) => /@example|CODE-/.test(text)).length;
const sound = figures.lost + figures.stillKept + figures.twice + figures.wrong + leaks === 0;
process.stdout.write(`${sound ? 'sound' : 'NOT SOUND'}, ${leaks} leaks\n`);
process.exitCode = sound ? 0 : 1;
