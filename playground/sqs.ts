import { createHash, randomUUID } from 'node:crypto';
import type { Call } from './protocols.ts';
import { ServiceError } from './wire.ts';

/** A message that the queue holds. */
export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
}

/** The one SQS operation that the sender calls; messages stay in the queue as they came. */
export function createSqs(queue: QueuedMessage[]) {
  return ({ operation, input: { MessageBody } }: Call): object => {
    if (operation !== 'SendMessage') {
      throw new ServiceError('UnknownOperationException', `the playground's SQS has no ${operation}`);
    }
    const message = { id: randomUUID(), body: MessageBody };
    queue.push(message);
    // Clients compare this with what they sent.
    return { MessageId: message.id, MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex') };
  };
}
