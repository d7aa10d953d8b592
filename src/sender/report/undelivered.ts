import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { remedyFor } from '../failure/advice.ts';
import type { Incident } from '../failure/incident.ts';
import type { Reason, Stage } from '../failure/reason.ts';
import type { Invocation } from '../invocation.ts';

/** What the undelivered queue holds of one event: all that is needed to understand it and to send it again. */
export interface UndeliveredRecord {
  readonly version: 1;
  readonly reason: Reason;
  readonly stage: Stage;
  /** What to do, in a sentence. */
  readonly remedy: string;
  /** When it was kept, and when what it carries is of no more use: ISO 8601. */
  readonly at: string;
  readonly expiresAt: string | null;
  readonly sesRegion: string | null;
  readonly codeId: string | null;
  readonly triggerSource: string | null;
  readonly userPoolId: string | null;
  /** Cognito's event as it came, its code still encrypted. */
  readonly event: unknown;
}

/** An email that nobody will send by itself: why, how far it came, and the event that asked for it. */
export interface Undelivered {
  readonly incident: Incident;
  readonly invocation: Invocation;
  readonly event: unknown;
}

export type StoreUndelivered = (undelivered: Undelivered, signal: AbortSignal) => Promise<void>;

/**
 * Makes the function that keeps an event.
 *
 * @param expiresAt When what an event carries dies, as ISO 8601; null where that cannot be told.
 * @returns A function that throws SQS's own error.
 */
export function createUndeliveredQueue(
  queueUrl: string,
  expiresAt: (invocation: Invocation) => string | null,
  settings: { readonly maxAttempts: number },
): StoreUndelivered {
  const region = queueUrl.match(/^https:\/\/sqs\.([a-z\d-]+)\./)?.[1];
  const sqs = new SQSClient({ ...settings, ...(region !== undefined && { region }) });
  return async (undelivered, abortSignal) => {
    const record = recordOf(undelivered, expiresAt(undelivered.invocation));
    const command = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(record) });
    await sqs.send(command, { abortSignal });
  };
}

const recordOf = (
  { incident, invocation: { stage, details }, event }: Undelivered,
  expiresAt: string | null,
): UndeliveredRecord => ({
  version: 1,
  reason: incident.reason,
  stage,
  remedy: remedyFor(incident),
  at: new Date().toISOString(),
  expiresAt,
  sesRegion: details.sesRegion ?? null,
  codeId: details.codeId ?? null,
  triggerSource: details.triggerSource ?? null,
  userPoolId: details.userPoolId ?? null,
  event,
});
