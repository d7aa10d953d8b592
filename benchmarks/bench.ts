/**
 * `npm run bench`: our bundle, the documented sample and the floor side by side, in turn, in fresh processes. Nothing
 * is timed before its email has arrived with the code in it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { build } from 'esbuild';
import { readSamples } from '../playground/samples.ts';
import { runCommand } from '../src/commands/command.ts';
import { drawFirstEmails } from './chart.ts';
import { startFakeServices } from './fake-services.ts';
import { measureLentCpu } from './lent-cpu.ts';
import { checkEmail, measureBurst, measureStarts, measureWarm } from './measurements.ts';
import { at, names } from './processes.ts';
import { showProgress } from './progress.ts';
import { measureSizes } from './sizes.ts';
import { table } from './table.ts';

const usage = `npm run bench -- [--runs <number>] [--emails <number>] [--rtt <number>]
Measures our bundle, AWS's documented sample and a bare script side by side: tables, dist/bench.json, and a
chart of the first email, dist/first-email.svg.

  --runs    fresh processes of each (15)
  --emails  emails that a warm process sends (5000)
  --rtt     milliseconds of a round trip to KMS and SES (5)`;
const options = {
  runs: { default: 15, min: 1 },
  emails: { default: 5000, min: 5 },
  rtt: { default: 5, fraction: true },
} as const;

await runCommand({ usage, options }, async ({ runs, emails, rtt }) => {
  const event = readSamples().get('CustomEmailSender_SignUp');
  mkdirSync(at('../dist/bench'), { recursive: true });
  await buildOthers();
  const far = await startFakeServices(rtt);
  const near = await startFakeServices(0);
  for (const name of names) await checkEmail(name, near);
  const progress = showProgress();
  const lentCpu = await measureLentCpu(event, { far, runs, progress });
  const results = {
    ...(await measureStarts(event, { far, near, runs, progress })),
    ...(await measureWarm(event, { near, emails, progress })),
    ...(await measureBurst(event, { far, width: 8, each: 25, progress })),
    ...measureSizes(),
  };
  await far.close();
  await near.close();

  // Loaded only now: it renders what the build has just compiled.
  const { compareRenderers } = await import('./compare-renderers.ts');
  const rendering = await compareRenderers(21);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
  const report = { machine, roundTripMs: rtt, runs, emails, results, lentCpu, rendering: rendering.results };
  writeFileSync(at('../dist/bench.json'), `${JSON.stringify(report, null, 2)}\n`);
  const skipped = 'skipped' in lentCpu;
  if (!skipped) writeFileSync(at('../dist/first-email.svg'), drawFirstEmails(lentCpu));
  const lentTable = skipped ? `As Lambda lends CPU: skipped, ${lentCpu.skipped}` : table(lentCpu);
  process.stdout.write(`\n${machine}\n${table(results)}\n\n${lentTable}\n\n${rendering.table}`);
});

/** The bundles that ours is compared with. */
async function buildOthers(): Promise<void> {
  await build({
    entryPoints: [at('baseline.ts'), at('floor.ts')],
    outdir: at('../dist/bench'),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    logLevel: 'error',
  });
}
