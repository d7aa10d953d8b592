/** `npm run test:redrive`: redrives that are killed and stopped at random moments. */
import { runCommand } from '../src/commands/command.ts';

const usage = `npm run test:redrive -- [times] [seed]
Kills and stops redrives at random moments, and counts who got an email, who got two, and who got none.

  --times  how often (200)
  --seed   which course of chance (1)`;
const options = {
  times: { default: 200, min: 1 },
  seed: { default: 1, max: 2 ** 32 - 1 },
} as const;

await runCommand({ usage, options, positionals: ['times', 'seed'] }, async ({ times, seed }) => {
  const { interruptRedrives } = await import('./support/interruptions.ts');
  const start = performance.now();
  const { written, ...figures } = await interruptRedrives(times, { seed });
  const seconds = Math.round((performance.now() - start) / 1000);
  process.stdout.write(`${JSON.stringify({ ...figures, seed, seconds }, null, 2)}\n`);
  const leaks = written.filter((text) => /@example|CODE-/.test(text)).length;
  const sound = figures.lost + figures.stillKept + figures.twice + figures.wrong + leaks === 0;
  process.stdout.write(`${sound ? 'sound' : 'NOT SOUND'}, ${leaks} leaks\n`);
  process.exitCode = sound ? 0 : 1;
});
