import type { LifetimeSettings } from '../trigger-source.ts';
import { type Sorted, sortMessages } from './kept-email.ts';
import type { Depth, KeptQueue } from './kept-queue.ts';

export interface Look extends Sorted {
  /** What the queue says of itself, before it was looked into. */
  readonly depth: Depth;
}

/** A look takes seconds, and whoever is cut off while looking hides nothing for longer than this. */
const seconds = 60;

/** Looks at all that can be seen of the queue, and leaves it as it was. */
export async function lookInto(queue: KeptQueue, settings: LifetimeSettings): Promise<Look> {
  const depth = await queue.depth();
  const messages = await queue.receiveAll({ seconds, most: 10_000 });
  await queue.release(messages);
  return { ...sortMessages(messages, settings, Date.now()), depth };
}
