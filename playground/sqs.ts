import { createHash, randomUUID } from 'node:crypto';
import type { Call } from './call.ts';
import { ServiceError } from './wire.ts';

/** A message that the queue holds. */
export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
}

/** The one queue of the account; messages stay in it as they came. */
export function createSqs(queue: QueuedMessage[], attributes: Readonly<Record<string, string>>) {
  const operations = new Map<string, (call: Call) => object>([
    ['SendMessage', ({ input: { MessageBody } }) => sendMessage(queue, MessageBody)],
    [
      'GetQueueAttributes',
      () => ({
        Attributes: {
          ApproximateNumberOfMessages: String(queue.length),
          ApproximateNumberOfMessagesNotVisible: '0',
          MessageRetentionPeriod: '1209600',
          VisibilityTimeout: '60',
          ...attributes,
        },
      }),
    ],
  ]);
  return (call: Call): object => {
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
  // Clients compare this with what they sent.
  return { MessageId: message.id, MD5OfMessageBody: createHash('md5').update(body).digest('hex') };
}
