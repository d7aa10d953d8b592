import { type Sorted, sortMessages } from './kept-email.ts';
import { type Depth, type KeptQueue, mostHeld } from './kept-queue.ts';
import type { RecordSettings } from './read-record.ts';

export interface Look extends Sorted {
  /** What the queue says of itself, before it was looked into. */
  readonly depth: Depth;
  /** Whether this is all that could be seen. */
  readonly whole: boolean;
}

/** A look takes seconds, and whoever is cut off while looking hides nothing for longer than this. */
const seconds = 60;

/** Looks at all that can be seen of the queue, and leaves it as it was. */
export async function lookInto(queue: KeptQueue, settings: RecordSettings): Promise<Look> {
  const depth = await queue.depth();
  const messages = await queue.receiveAll(seconds);
  await queue.release(messages);
  return { ...sortMessages(messages, settings, Date.now()), depth, whole: messages.length < mostHeld };
}
