/** `npm run bench:render`: what rendering an email costs, against Handlebars. */
import { runCommand } from '../src/commands/command.ts';

const usage = `npm run bench:render -- [--runs <number>]
Measures what rendering an email costs in a fresh process and in a warm one, against Handlebars' precompiled runtime.

  --runs  fresh processes of each (21)`;

await runCommand({ usage, options: { runs: { default: 21, min: 1 } } as const }, async ({ runs }) => {
  // Loaded only now: it renders what the build has just compiled.
  const { compareRenderers } = await import('./compare-renderers.ts');
  process.stdout.write((await compareRenderers(runs)).table);
});
