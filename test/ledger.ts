/** `npm run test:ledger -- [events] [seed]`: where 20,000 events end while everything fails at random. */
import { keepLedger } from './support/ledger.ts';

const [, , count = '20000', seed = '1'] = process.argv;
const start = performance.now();
const { written, ...figures } = await keepLedger(Number(count), { seed: Number(seed) });
const seconds = Math.round((performance.now() - start) / 1000);
process.stdout.write(`${JSON.stringify({ ...figures, seed: Number(seed), seconds }, null, 2)}\n`);
const leaks = written.filter((line) => /ledger-\d|ZQ\d+MARK/.test(line)).length;
const balanced =
  figures.accepted + figures.kept + figures.skipped === figures.events && figures.nothing === 0;
process.stdout.write(
  `${balanced ? 'balanced' : 'NOT BALANCED'}, ${figures.unexplained} unexplained duplicates, ${leaks} leaks\n`,
);
process.exitCode = balanced && figures.unexplained === 0 && leaks === 0 ? 0 : 1;
