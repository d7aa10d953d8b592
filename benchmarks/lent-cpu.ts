import { createCpuShare, megabytesPerCore } from './cpu-share.ts';
import type { FakeServices } from './fake-services.ts';
import { empty, type Figures, medians } from './figures.ts';
import { inTurn } from './in-turn.ts';
import { nextMessage, request, start, stop } from './processes.ts';
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
    const measured = { first: empty(), invocation: empty(), second: empty() };
    for (let run = 0; run < runs; run += 1) {
      for (const name of inTurn(run)) {
        let share: ReturnType<typeof createCpuShare>;
        try {
          share = createCpuShare(megabytes / megabytesPerCore);
        } catch (error) {
          return { skipped: `control groups can't be had here: ${(error as Error).message}` };
        }
        playground.calls.length = playground.mailbox.length = 0;
        const started = performance.now();
        const child = start(name, far, { megabytes });
        await nextMessage(child);
        share.limit(child.pid ?? 0);
        const called = performance.now();
        await request(child, { event, times: 1 });
        if (playground.mailbox.length !== 1) throw new Error(`${name} has not sent its email`);
        measured.first[name].push(acceptedAt - started);
        measured.invocation[name].push(acceptedAt - called);
        const again = performance.now();
        await request(child, { event, times: 1 });
        measured.second[name].push(acceptedAt - again);
        await stop(child);
        share.close();
      }
      progress(`as Lambda lends CPU, ${megabytes} MB`, (run + 1) / runs);
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
}
