import type { ChildProcess } from 'node:child_process';
import { type CpuShare, createCpuShare, megabytesPerCore } from './cpu-share.ts';
import type { FakeServices } from './fake-services.ts';
import { empty, type Figures, medians } from './figures.ts';
import { inTurn } from './in-turn.ts';
import { nextMessage, request, start, stop, type Variant } from './processes.ts';
import type { Progress } from './progress.ts';

/** Memory sizes that are tried, in megabytes. */
export const sizes = [512, 1024, 1769] as const;

/**
 * The first email as Lambda lends CPU: all that a function does before its first event at full speed, everything from
 * the event on at the share of a core that belongs to its memory.
 *
 * @returns Figures of each size, or why there are none.
 */
export async function measureLentCpu(
  event: unknown,
  { far, runs, progress }: { readonly far: FakeServices; readonly runs: number; readonly progress: Progress },
): Promise<Figures | { readonly skipped: string }> {
  const { playground } = far;
  let acceptedAt = 0;
  playground.intercept = ({ operation }) => {
    if (operation === 'SendEmail') acceptedAt = performance.now();
    return undefined;
  };
  let figures: Figures = {};
  for (const megabytes of sizes) {
    let share: CpuShare;
    try {
      share = createCpuShare(megabytes / megabytesPerCore);
    } catch (error) {
      return { skipped: `control groups can't be had here: ${(error as Error).message}` };
    }
    const measured = { first: empty(), invocation: empty(), second: empty() };
    try {
      for (let run = 0; run < runs; run += 1) {
        for (const name of inTurn(run)) {
          const times = await sendTwice(name, { megabytes, share });
          measured.first[name].push(times.first);
          measured.invocation[name].push(times.invocation);
          measured.second[name].push(times.second);
        }
        progress(`as Lambda lends CPU, ${megabytes} MB`, (run + 1) / runs);
      }
    } finally {
      share.close();
    }
    figures = {
      ...figures,
      ...medians({
        [`${megabytes} MB: process start to first accepted email (ms)`]: measured.first,
        [`${megabytes} MB: its invocation alone (ms)`]: measured.invocation,
        [`${megabytes} MB: second email (ms)`]: measured.second,
      }),
    };
  }
  return figures;

  /** One fresh process and its first two emails: milliseconds until each was accepted. */
  async function sendTwice(
    name: Variant,
    { megabytes, share }: { readonly megabytes: number; readonly share: CpuShare },
  ) {
    playground.calls.length = playground.mailbox.length = 0;
    const started = performance.now();
    const child = start(name, far, { megabytes });
    try {
      await nextMessage(child);
      share.limit(child.pid ?? 0);
      const invocation = await send(child);
      const first = acceptedAt - started;
      const second = await send(child);
      if (playground.mailbox.length !== 2) throw new Error(`${name} has not sent its emails`);
      return { first, invocation, second };
    } finally {
      await stop(child);
    }
  }

  /** Milliseconds until a process's email was accepted. */
  async function send(child: ChildProcess): Promise<number> {
    const called = performance.now();
    await request(child, { event, times: 1 });
    return acceptedAt - called;
  }
}
