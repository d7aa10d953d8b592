import type { FakeServices } from './fake-services.ts';
import { empty, type Figures, medians } from './figures.ts';
import { inTurn } from './in-turn.ts';
import { deployed, names, nextMessage, request, smallest, start, stop, type Variant } from './processes.ts';
import type { Progress } from './progress.ts';

/** The code in events/sign-up.json. */
const code = '483920';

/** Nothing is worth timing that does not send the email. */
export async function checkEmail(name: Variant, near: FakeServices): Promise<void> {
  const { mailbox } = near.playground;
  mailbox.length = 0;
  const child = start(name, near, { withEvent: true });
  await nextMessage(child);
  await stop(child);
  const [email] = mailbox;
  if (mailbox.length !== 1 || !email?.text.includes(code)) throw new Error(`${name} does not send the code`);
}

/** Import, process start to the first accepted email, the second email, and what the first one asks of the network. */
export async function measureStarts(
  event: unknown,
  {
    far,
    near,
    runs,
    progress,
  }: {
    readonly far: FakeServices;
    readonly near: FakeServices;
    readonly runs: number;
    readonly progress: Progress;
  },
): Promise<Figures> {
  const figures = {
    imports: empty(),
    first: empty(),
    cpu: empty(),
    second: empty(),
    requests: empty(),
    handshakes: empty(),
  };
  // By plain http no connection is opened ahead of the first email, as the others open none.
  const nowhere = 'http://127.0.0.1:9';
  const unconnected = { kmsUrl: nowhere, sesUrl: nowhere, certificateFile: near.certificateFile };
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
      const child = start(name, far, { withEvent: true });
      const { calledAt, cpuMs } = await nextMessage<{ calledAt: number; cpuMs: number }>(child);
      figures.first[name].push(acceptedAt - started);
      figures.cpu[name].push(cpuMs);
      figures.requests[name].push(playground.calls.length);
      figures.handshakes[name].push(opened.filter((time) => time > calledAt).length);
      const again = performance.now();
      await request(child, { event, times: 1 });
      figures.second[name].push(acceptedAt - again);
      await stop(child);

      const loading = start(name, unconnected);
      figures.imports[name].push((await nextMessage<{ importMs: number }>(loading)).importMs);
      await stop(loading);
    }
    progress('starts', (run + 1) / runs);
  }
  return medians({
    'import (ms)': figures.imports,
    'process start to first accepted email (ms)': figures.first,
    'its CPU time (ms)': figures.cpu,
    'second email (ms)': figures.second,
    'requests for the first email': figures.requests,
    'handshakes started on its critical path': figures.handshakes,
  });
}

/** CPU time of warm emails in a function as deployed, and peak memory in the smallest: a process each, in turns of a fifth. */
export async function measureWarm(
  event: unknown,
  {
    near,
    emails,
    progress,
  }: { readonly near: FakeServices; readonly emails: number; readonly progress: Progress },
): Promise<Figures> {
  const { playground } = near;
  playground.intercept = () => {
    playground.calls.length = playground.mailbox.length = 0;
    return undefined;
  };
  const large = await warm(event, { near, emails, megabytes: deployed, progress });
  const small = await warm(event, { near, emails, megabytes: smallest, progress });
  // The last turn's, since a peak only grows.
  const peak = {
    ours: small.peak.ours.slice(-1),
    baseline: small.peak.baseline.slice(-1),
    floor: small.peak.floor.slice(-1),
  };
  return medians({
    'CPU per warm email (ms)': large.cpu,
    [`the same in ${smallest} MB (ms)`]: small.cpu,
    [`peak memory in ${smallest} MB (MiB)`]: peak,
  });
}

async function warm(
  event: unknown,
  {
    near,
    emails,
    megabytes,
    progress,
  }: { near: FakeServices; emails: number; megabytes: number; progress: Progress },
) {
  const [cpu, peak] = [empty(), empty()];
  const children = new Map(names.map((name) => [name, start(name, near, { withEvent: true, megabytes })]));
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
    progress(`warm in ${megabytes} MB`, (turn + 1) / 5);
  }
  for (const child of children.values()) await stop(child);
  return { cpu, peak };
}

/** So many cold processes at once, each with so many emails: the time until all are accepted. */
export async function measureBurst(
  event: unknown,
  {
    far,
    width,
    each,
    progress,
  }: {
    readonly far: FakeServices;
    readonly width: number;
    readonly each: number;
    readonly progress: Progress;
  },
): Promise<Figures> {
  const figures = empty();
  for (let run = 0; run < 3; run += 1) {
    for (const name of inTurn(run)) {
      const started = performance.now();
      const children = Array.from({ length: width }, () => start(name, far, { withEvent: true }));
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
    progress('bursts', (run + 1) / 3);
  }
  return medians({ [`burst: ${width} cold processes, ${width * each} emails (ms)`]: figures });
}
