import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ClientSettings } from '../aws/client-settings.ts';
import { messageBody, type Undelivered, undeliveredRecord } from './undelivered-record.ts';

export type StoreUndelivered = (undelivered: Undelivered, signal: AbortSignal) => Promise<void>;

export interface UndeliveredQueueOptions {
  /** When what an event of a trigger source carries expires, as ISO 8601; null where that is not known. */
  readonly expiresAt: (triggerSource: string | undefined) => string | null;
  readonly settings: ClientSettings;
}

/** @returns A function that keeps an event and throws SQS's own error. */
export function createUndeliveredQueue(
  queueUrl: string,
  { expiresAt, settings }: UndeliveredQueueOptions,
): StoreUndelivered {
  // A VPC endpoint's host has its own name before the service's.
  const region = queueUrl.match(/^https:\/\/(?:[\w-]+\.)?sqs\.([a-z\d-]+)\./)?.[1];
  const sqs = new SQSClient({ ...settings, ...(region !== undefined && { region }) });
  return async (undelivered, abortSignal) => {
    const record = undeliveredRecord(undelivered, {
      expiresAt: expiresAt(undelivered.invocation.details.triggerSource),
      at: new Date().toISOString(),
    });
    const command = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: messageBody(record) });
    await sqs.send(command, { abortSignal });
  };
}
