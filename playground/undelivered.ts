import type { Playground } from './playground.ts';
import type { Run, SenderFunction } from './sender-function.ts';
import type { QueuedMessage } from './sqs.ts';

/** What the undelivered queue holds of one event, whoever put it there: the sender, or Lambda's on-failure destination. */
export interface Kept {
  readonly id: string;
  readonly keptBy: 'sender' | 'Lambda';
  readonly reason: string;
  readonly remedy?: string | undefined;
  /** ISO 8601. */
  readonly at?: string | undefined;
  readonly expiresAt?: string | undefined;
  readonly triggerSource?: string | undefined;
  readonly event: unknown;
  /** The message itself. */
  readonly body: string;
}

export function readKept({ id, body }: QueuedMessage): Kept {
  const record = JSON.parse(body);
  if ('requestPayload' in record) {
    const { requestPayload: event, responsePayload, timestamp } = record;
    return {
      id,
      keptBy: 'Lambda',
      reason: responsePayload?.errorMessage ?? 'the function failed three times',
      at: timestamp,
      triggerSource: event?.triggerSource,
      event,
      body,
    };
  }
  const { reason, remedy, at, expiresAt, triggerSource, event } = record;
  return {
    id,
    keptBy: 'sender',
    reason,
    remedy,
    at,
    expiresAt: expiresAt ?? undefined,
    triggerSource: triggerSource ?? undefined,
    event,
    body,
  };
}

/** Takes messages off the queue: one by its id, or all of them. */
export function take({ queue }: Playground, id?: string): Kept[] {
  const chosen = queue.filter((message) => id === undefined || message.id === id);
  for (const message of chosen) queue.splice(queue.indexOf(message), 1);
  return chosen.map(readKept);
}

/** Sends kept events again, oldest first; what fails once more is kept once more, by the sender itself. */
export async function sendAgain(sender: SenderFunction, kept: readonly Kept[]): Promise<Run[]> {
  const runs: Run[] = [];
  for (const { event } of kept) runs.push(await sender.invoke(event, 'sent again'));
  return runs;
}
