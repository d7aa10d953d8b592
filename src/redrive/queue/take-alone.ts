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
  readonly patience: number;
}

/**
 * Takes everything that the queue has, and only if nobody else holds a part of it: two copies of one email that are in
 * different hands would both be sent. While somebody does, it lets go of all, waits for a moment of a random length,
 * and tries again.
 *
 * @returns The messages; or how many others hold, and then none is held here.
 */
export async function takeAlone(
  queue: KeptQueue,
  { seconds, mine, signal, onWait, patience }: TakeOptions,
): Promise<{ readonly held: HeldMessage[] } | { readonly others: number }> {
  const end = performance.now() + patience;
  for (;;) {
    const held = await queue.receiveAll(seconds);
    const others = (await queue.depth()).hidden - mine - held.length;
    if (others <= 0 || signal.aborted) return { held };
    await queue.release(held);
    if (performance.now() > end) return { others };
    onWait(others);
    await setTimeout(1000 + Math.random() * 4000, undefined, { signal }).catch(() => undefined);
  }
}
