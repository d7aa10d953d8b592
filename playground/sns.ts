import { randomUUID } from 'node:crypto';
import type { Call } from './protocols.ts';
import { ServiceError } from './wire.ts';

/** What subscribers of a topic receive, by protocol; `default` where there is no text of a protocol's own. */
export interface PublishedAlert {
  readonly topicArn: string;
  readonly subject?: string;
  readonly messages: Readonly<Record<string, string>>;
}

/** The one SNS operation that the sender calls. */
export function createSns(alerts: PublishedAlert[]) {
  return ({ operation, input: { TopicArn, Subject, Message, MessageStructure } }: Call): object => {
    if (operation !== 'Publish') {
      throw new ServiceError('UnknownOperationException', `the playground's SNS has no ${operation}`);
    }
    if (Subject !== undefined && !/^[\x20-\x7e]{1,100}$/.test(Subject)) {
      throw new ServiceError('InvalidParameter', 'Invalid parameter: Subject');
    }
    const messages = MessageStructure === 'json' ? JSON.parse(Message) : { default: Message };
    if (typeof messages.default !== 'string') {
      throw new ServiceError(
        'InvalidParameter',
        'Invalid parameter: Message Structure - No default entry in JSON message body',
      );
    }
    alerts.push({ topicArn: TopicArn, ...(Subject !== undefined && { subject: Subject }), messages });
    return { MessageId: randomUUID() };
  };
}
