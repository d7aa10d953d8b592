import { createHash, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Call } from './call.ts';
import { createMessageClaims, type Received } from './message-claims.ts';
import { ServiceError } from './wire.ts';

/** A message that the queue holds. */
export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
}

export interface SqsOptions {
  /** The queue's attributes, laid over the usual. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Milliseconds since 1970, by which messages come back. */
  readonly now: () => number;
  /** Milliseconds that a second of long polling takes. */
  readonly pollingSecond: number;
}

/** The one queue of the account, a standard one. */
export function createSqs(queue: QueuedMessage[], { attributes, now, pollingSecond }: SqsOptions) {
  const claims = createMessageClaims(queue, now);
  const allAttributes = (): Record<string, string> => ({
    ApproximateNumberOfMessages: String(claims.visible()),
    ApproximateNumberOfMessagesNotVisible: String(queue.length - claims.visible()),
    MessageRetentionPeriod: '1209600',
    VisibilityTimeout: '60',
    ...attributes,
  });
  const receiveMessage = async ({ input }: Call): Promise<object> => {
    const { MaxNumberOfMessages: most = 1, VisibilityTimeout, WaitTimeSeconds = 0 } = input;
    const seconds = VisibilityTimeout ?? Number(allAttributes()['VisibilityTimeout']);
    const end = performance.now() + WaitTimeSeconds * pollingSecond;
    let received = claims.receive(most, seconds);
    while (received.length === 0 && performance.now() < end) {
      await setTimeout(20, undefined, { ref: false });
      received = claims.receive(most, seconds);
    }
    return { ...(received.length > 0 && { Messages: received.map(toMessage) }) };
  };
  const operations = new Map<string, (call: Call) => object | Promise<object>>([
    ['SendMessage', ({ input: { MessageBody } }) => sendMessage(queue, MessageBody)],
    ['GetQueueAttributes', () => ({ Attributes: allAttributes() })],
    ['ReceiveMessage', receiveMessage],
    ['DeleteMessage', single(({ ReceiptHandle }) => claims.delete(ReceiptHandle))],
    ['DeleteMessageBatch', batch(({ ReceiptHandle }) => claims.delete(ReceiptHandle))],
    [
      'ChangeMessageVisibility',
      single(({ ReceiptHandle, VisibilityTimeout }) =>
        claims.changeVisibility(ReceiptHandle, VisibilityTimeout),
      ),
    ],
    [
      'ChangeMessageVisibilityBatch',
      batch(({ ReceiptHandle, VisibilityTimeout }) =>
        claims.changeVisibility(ReceiptHandle, VisibilityTimeout),
      ),
    ],
  ]);
  return (call: Call): object | Promise<object> => {
    const run = operations.get(call.operation);
    if (!run)
      throw new ServiceError('UnknownOperationException', `the playground's SQS has no ${call.operation}`);
    if (!/\/undelivered$/.test(call.input.QueueUrl)) {
      throw new ServiceError('QueueDoesNotExist', 'The specified queue does not exist.');
    }
    return run(call);
  };
}

/** AWS docs: SQS SendMessage, the characters and the size of a message. */
const allowed = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]+$/u;

function sendMessage(queue: QueuedMessage[], body: string): object {
  if (!allowed.test(body)) {
    throw new ServiceError('InvalidMessageContents', 'Message contains characters outside the allowed set.');
  }
  if (Buffer.byteLength(body) > 1_048_576) {
    throw new ServiceError(
      'InvalidParameterValue',
      'One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.',
    );
  }
  const message = { id: randomUUID(), body };
  queue.push(message);
  return { MessageId: message.id, MD5OfMessageBody: md5(body) };
}

const toMessage = ({ message: { id, body }, claim }: Received<QueuedMessage>): object => ({
  MessageId: id,
  ReceiptHandle: claim.handle,
  Body: body,
  MD5OfBody: md5(body),
  Attributes: {
    SentTimestamp: String(claim.sentAt),
    ApproximateReceiveCount: String(claim.receives),
    ApproximateFirstReceiveTimestamp: String(claim.firstReceivedAt),
  },
});

/** Clients compare it with what they sent or got. */
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

type Change = (entry: Call['input']) => void;

const single =
  (change: Change) =>
  ({ input }: Call): object => {
    change(input);
    return {};
  };

/** Up to ten entries, each of which succeeds or fails by itself. */
const batch =
  (change: Change) =>
  ({ input: { Entries } }: Call): object => {
    const Successful: object[] = [];
    const Failed: object[] = [];
    for (const { Id, ...entry } of Entries) {
      try {
        change(entry);
        Successful.push({ Id });
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        Failed.push({ Id, SenderFault: true, Code: error.name, Message: error.message });
      }
    }
    return { Successful, Failed };
  };
