import type { Changes } from './changes.ts';
import { sampleEvent, stems } from './compose-event.ts';
import type { SenderFunction } from './sender-function.ts';

/** Many events at once, and how they ended. */
export interface Burst {
  readonly total: number;
  readonly ended: Record<'accepted' | 'undeliverable' | 'deferred' | 'skipped' | 'lost', number>;
  /** Wall time of each event's first attempt, in milliseconds. */
  readonly times: number[];
  readonly startedAt: number;
  endedAt?: number;
}

/** How many events Lambda has in its hands at once. */
const width = 50;

/**
 * Hands events over as fast as they are taken: the sample events with recipients of their own.
 *
 * @returns The figures, which grow; `finished` resolves with the last event.
 */
export function startBurst(
  total: number,
  { sender, changes }: { readonly sender: SenderFunction; readonly changes: Changes },
): { readonly burst: Burst; readonly finished: Promise<void> } {
  const burst: Burst = {
    total,
    ended: { accepted: 0, undeliverable: 0, deferred: 0, skipped: 0, lost: 0 },
    times: [],
    startedAt: Date.now(),
  };
  // The take-over warning's recipient is the user pool's to say.
  const samples = stems.filter((stem) => stem !== 'account-take-over-notification').map(sampleEvent);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < total) {
      const event = structuredClone(samples[next % samples.length]);
      next += 1;
      event.request.userAttributes.email = `user-${next}@example.com`;
      const { attempts } = await sender.invoke(event, 'burst');
      const [first] = attempts;
      burst.ended[first?.outcome?.status ?? 'lost'] += 1;
      burst.times.push(first?.ms ?? 0);
      changes.notify();
    }
  };
  const finished = Promise.all(Array.from({ length: width }, worker)).then(() => {
    burst.endedAt = Date.now();
    changes.notify();
  });
  return { burst, finished };
}

/** @param share Between 0 and 1. @returns The time that this share of the events took at the most. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
