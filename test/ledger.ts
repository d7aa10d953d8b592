/** `npm run test:ledger`: where many events end while everything fails at random. */
import { runCommand } from '../src/commands/command.ts';

const usage = `npm run test:ledger -- [events] [seed]
Sends events through the built sender while every service fails at random, and counts where each has ended.

  --events  how many (20000)
  --seed    which course of chance (1)`;
const options = {
  events: { default: 20_000, min: 1 },
  seed: { default: 1, max: 2 ** 32 - 1 },
} as const;

await runCommand({ usage, options, positionals: ['events', 'seed'] }, async ({ events, seed }) => {
  const { keepLedger } = await import('./support/ledger.ts');
  const start = performance.now();
  const { written, ...figures } = await keepLedger(events, { seed });
  const seconds = Math.round((performance.now() - start) / 1000);
  process.stdout.write(`${JSON.stringify({ ...figures, seed, seconds }, null, 2)}\n`);
  const leaks = written.filter((line) => /ledger-\d|ZQ\d+MARK/.test(line)).length;
  const balanced =
    figures.events === events &&
    figures.accepted + figures.kept + figures.skipped === events &&
    figures.nothing === 0;
  process.stdout.write(
    `${balanced ? 'balanced' : 'NOT BALANCED'}, ${figures.unexplained} unexplained duplicates, ${leaks} leaks\n`,
  );
  process.exitCode = balanced && figures.unexplained === 0 && leaks === 0 ? 0 : 1;
});
