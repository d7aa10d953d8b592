import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Reason, Stage } from './reason.ts';

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

export type Keep = (record: UndeliveredRecord, signal: AbortSignal) => Promise<void>;

/**
 * Makes the function that keeps an event.
 *
 * @returns A function that throws SQS's own error.
 */
export function createKeep(queueUrl: string, settings: { readonly maxAttempts: number }): Keep {
  const sqs = new SQSClient(settings);
  return async (record, abortSignal) => {
    const command = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(record) });
    await sqs.send(command, { abortSignal });
  };
}
