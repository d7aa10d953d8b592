import { setTimeout } from 'node:timers/promises';
import type { HeldMessage, KeptQueue } from '../../undelivered/kept-queue.ts';

export interface TakeOptions {
  /** How long each message is held. */
  readonly seconds: number;
  /** Messages that are hidden because of us, and not to be had. */
  readonly mine: number;
  readonly signal: AbortSignal;
  /** Told how many messages somebody else holds, each time that they are waited for. */
  readonly onWait: (others: number) => void;
  /** For how long to wait for others, in milliseconds. */
  readonly maxWaitMs: number;
}

/** How often more is received because the queue says that there is more: its counts are behind at times. */
const mostRepeats = 3;

/**
 * Takes everything that the queue has, and only if nobody else holds a part of it: two copies of one email that are in
 * different hands would both be sent. While somebody does, it lets go of all, waits for a moment of a random length,
 * and tries again.
 *
 * @returns The messages; or how many others hold, and then none is held here.
 */
export async function takeAlone(
  queue: KeptQueue,
  { seconds, mine, signal, onWait, maxWaitMs }: TakeOptions,
): Promise<{ readonly held: HeldMessage[] } | { readonly others: number }> {
  const end = performance.now() + maxWaitMs;
  const held = new Map<string, HeldMessage>();
  for (let repeats = 0; ; ) {
    for (const message of await queue.receiveAll(seconds)) held.set(message.id, message);
    const { visible, hidden } = await queue.depth();
    const others = hidden - mine - held.size;
    if (signal.aborted) return { held: [...held.values()] };
    if (others > 0) {
      await queue.release([...held.values()]);
      held.clear();
      if (performance.now() > end) return { others };
      onWait(others);
      await setTimeout(1000 + Math.random() * 4000, undefined, { signal }).catch(() => undefined);
    } else if (visible === 0 || repeats === mostRepeats) {
      return { held: [...held.values()] };
    } else {
      // Somebody has just let go of them: both would otherwise have a part, one after the other.
      repeats += 1;
    }
  }
}
