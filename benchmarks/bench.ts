/**
 * `npm run bench`: our bundle, the documented sample and the floor side by side, in turn, in fresh processes. Nothing
 * is timed before its email has arrived with the code in it.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { build } from 'esbuild';
import { startFakeServices } from './fake-services.ts';
import {
  at,
  deployed,
  eventFile,
  names,
  nextMessage,
  request,
  smallest,
  start,
  stop,
  type Variant,
  variants,
} from './processes.ts';
import { median, table } from './table.ts';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '15' },
    emails: { type: 'string', default: '5000' },
    rtt: { type: 'string', default: '5' },
  },
});
const code = '483920';
const event = JSON.parse(readFileSync(eventFile, 'utf8'));

mkdirSync(at('../dist/bench'), { recursive: true });
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

const results: Record<string, Record<Variant, number>> = {};
const record = (figure: string, measured: Record<Variant, number[]>): void => {
  results[figure] = {
    ours: median(measured.ours),
    baseline: median(measured.baseline),
    floor: median(measured.floor),
  };
};
const empty = (): Record<Variant, number[]> => ({ ours: [], baseline: [], floor: [] });

const far = await startFakeServices(Number(options.rtt));
const near = await startFakeServices(0);
const plain = {
  kmsUrl: 'http://127.0.0.1:9',
  sesUrl: 'http://127.0.0.1:9',
  certificateFile: near.certificateFile,
};
for (const name of names) await checkEmail(name);
await measureStarts(Number(options.runs));
await measureWarm(Number(options.emails));
await measureBurst(8, 25);
measureSizes();
await far.close();
await near.close();

const rendering = execFileSync(process.execPath, [at('render.ts')], { encoding: 'utf8' });
const report = {
  machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
  roundTripMs: Number(options.rtt),
  runs: Number(options.runs),
  emails: Number(options.emails),
  results,
  rendering: JSON.parse(readFileSync(at('../dist/bench/render.json'), 'utf8')),
};
writeFileSync(at('../dist/bench.json'), `${JSON.stringify(report, null, 2)}\n`);
process.stdout.write(`\n${report.machine}\n${table(results)}\n\n${rendering}`);

/** Each goes first, second and last equally often: what ran just before leaves its traces in the caches. */
function inTurn(run: number): readonly Variant[] {
  const from = run % names.length;
  return [...names.slice(from), ...names.slice(0, from)];
}

/** Nothing is worth timing that does not send the email. */
async function checkEmail(name: Variant): Promise<void> {
  const { mailbox } = near.playground;
  mailbox.length = 0;
  const child = start(name, near, true);
  await nextMessage(child);
  await stop(child);
  const [email] = mailbox;
  if (mailbox.length !== 1 || !email?.text.includes(code)) throw new Error(`${name} does not send the code`);
}

/** Import, process start to the first accepted email, the second email, and what the first one asks of the network. */
async function measureStarts(runs: number): Promise<void> {
  const figures = {
    imports: empty(),
    first: empty(),
    cpu: empty(),
    second: empty(),
    handshakes: empty(),
    requests: empty(),
  };
  const { playground, opened } = far;
  let acceptedAt = 0;
  playground.intercept = ({ operation }) => {
    if (operation === 'SendEmail') acceptedAt = performance.now();
    return undefined;
  };
  for (let run = 0; run < runs; run += 1) {
    for (const name of inTurn(run)) {
      playground.calls.length = playground.mailbox.length = opened.length = 0;
      const started = performance.now();
      const child = start(name, far, true);
      const { calledAt, cpuMs } = await nextMessage<{ calledAt: number; cpuMs: number }>(child);
      figures.first[name].push(acceptedAt - started);
      figures.cpu[name].push(cpuMs);
      figures.requests[name].push(playground.calls.length);
      figures.handshakes[name].push(opened.filter((time) => time > calledAt).length);
      const again = performance.now();
      await request(child, { event, times: 1 });
      figures.second[name].push(acceptedAt - again);
      await stop(child);

      // Loading alone: by plain http no connection is opened ahead of the first email, as the others open none.
      const loading = start(name, plain);
      figures.imports[name].push((await nextMessage<{ importMs: number }>(loading)).importMs);
      await stop(loading);
    }
    process.stderr.write(`\rstarts ${run + 1}/${runs} `);
  }
  record('import (ms)', figures.imports);
  record('process start to first accepted email (ms)', figures.first);
  record('its CPU time (ms)', figures.cpu);
  record('second email (ms)', figures.second);
  record('requests for the first email', figures.requests);
  record('handshakes begun on its critical path', figures.handshakes);
}

/** CPU time of warm emails in a function as deployed, and peak memory in the smallest: a process each, in turns of a fifth. */
async function measureWarm(emails: number): Promise<void> {
  const { playground } = near;
  playground.intercept = () => {
    playground.calls.length = playground.mailbox.length = 0;
    return undefined;
  };
  record('CPU per warm email (ms)', (await warm(emails, deployed)).cpu);
  const { cpu, peak } = await warm(emails, smallest);
  record(`the same in ${smallest} MB (ms)`, cpu);
  // The last turn's, since a peak only grows.
  record(`peak memory in ${smallest} MB (MiB)`, {
    ours: peak.ours.slice(-1),
    baseline: peak.baseline.slice(-1),
    floor: peak.floor.slice(-1),
  });
}

async function warm(emails: number, megabytes: number) {
  const [cpu, peak] = [empty(), empty()];
  const children = new Map(names.map((name) => [name, start(name, near, true, megabytes)]));
  for (const child of children.values()) await nextMessage(child);
  for (let turn = 0; turn < 5; turn += 1) {
    for (const [name, child] of children) {
      const { cpuMs, peakMiB } = await request<{ cpuMs: number; peakMiB: number }>(child, {
        event,
        times: Math.ceil(emails / 5),
      });
      cpu[name].push(cpuMs);
      peak[name].push(peakMiB);
    }
    process.stderr.write(`\rwarm in ${megabytes} MB ${turn + 1}/5 `);
  }
  for (const child of children.values()) await stop(child);
  return { cpu, peak };
}

/** So many cold processes at once, each with so many emails: the time until all are accepted. */
async function measureBurst(width: number, each: number): Promise<void> {
  const figures = empty();
  for (let run = 0; run < 3; run += 1) {
    for (const name of inTurn(run)) {
      const started = performance.now();
      const children = Array.from({ length: width }, () => start(name, far, true));
      await Promise.all(
        children.map(async (child) => {
          await nextMessage(child);
          await request(child, { event, times: each - 1 });
        }),
      );
      figures[name].push(performance.now() - started);
      await Promise.all(children.map(stop));
      far.playground.calls.length = far.playground.mailbox.length = 0;
    }
    process.stderr.write(`\rbursts ${run + 1}/3 `);
  }
  record(`burst: ${width} cold processes, ${width * each} emails (ms)`, figures);
}

/** What is uploaded: every module, as it is and as a zip file holds it. */
function measureSizes(): void {
  const [raw, zipped] = [empty(), empty()];
  const ours = readdirSync(at('../dist/lambda')).filter((name) => name.endsWith('.mjs'));
  const files: Record<Variant, string[]> = {
    ours: ours.map((name) => at(`../dist/lambda/${name}`)),
    baseline: [variants.baseline],
    floor: [variants.floor],
  };
  for (const name of names) {
    const contents = files[name].map((file) => readFileSync(file));
    raw[name].push(contents.reduce((sum, content) => sum + content.length, 0) / 1000);
    zipped[name].push(
      contents.reduce((sum, content) => sum + deflateRawSync(content, { level: 9 }).length, 0) / 1000,
    );
  }
  record('bundle (kB)', raw);
  record('bundle, zipped (kB)', zipped);
}
