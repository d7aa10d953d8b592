import { randomUUID } from 'node:crypto';
import type { Call } from './call.ts';
import { alertKeyArn } from './fixtures.ts';
import { pageOf } from './page-of.ts';
import { ServiceError } from './wire.ts';

/** What subscribers of a topic receive, by protocol; `default` where there is no text of a protocol's own. */
export interface PublishedAlert {
  readonly topicArn: string;
  readonly subject?: string;
  readonly messages: Readonly<Record<string, string>>;
}

/** Subscriptions by topic, in the API's own members; a topic that is not among them does not exist. */
export type Topics = ReadonlyMap<string, readonly object[]>;

/** SNS: publishing to any topic, and looking at those that exist. */
export function createSns(alerts: PublishedAlert[], topics: Topics) {
  const tags = new Map<string, Map<string, string>>();
  return (call: Call): object => {
    const { operation, input } = call;
    if (operation === 'Publish') return publish(alerts, call);
    const topicArn: string = input.TopicArn ?? input.ResourceArn;
    const subscriptions = topics.get(topicArn);
    if (!subscriptions) throw new ServiceError('NotFound', 'Topic does not exist', 404);
    switch (operation) {
      case 'ListSubscriptionsByTopic':
        return subscriptionsPage(subscriptions, input['NextToken']);
      case 'GetTopicAttributes':
        return { Attributes: attributesOf(topicArn, subscriptions) };
      case 'ListTagsForResource':
        return { Tags: [...(tags.get(topicArn) ?? [])].map(([Key, Value]) => ({ Key, Value })) };
      case 'TagResource':
        tags.set(topicArn, new Map([...(tags.get(topicArn) ?? []), ...tagsIn(input)]));
        return {};
      default:
        throw new ServiceError('InvalidAction', `the playground's SNS has no ${operation}`);
    }
  };
}

/** A hundred at a time. AWS docs: ListSubscriptionsByTopic. */
function subscriptionsPage(all: readonly object[], token: string | undefined): object {
  const { items, next } = pageOf(all, { size: 100, token });
  return { Subscriptions: items, NextToken: next };
}

/** Counts, where a list of the subscriptions would show whose they are. */
const attributesOf = (topicArn: string, subscriptions: readonly object[]): Map<string, string> => {
  const confirmed = subscriptions.filter(
    (each) => 'SubscriptionArn' in each && String(each.SubscriptionArn).startsWith('arn:'),
  ).length;
  return new Map([
    ['TopicArn', topicArn],
    ['KmsMasterKeyId', alertKeyArn],
    ['SubscriptionsConfirmed', String(confirmed)],
    ['SubscriptionsPending', String(subscriptions.length - confirmed)],
  ]);
};

/** A list in the query protocol is written `Tags.member.1.Key`. */
const tagsIn = (input: Readonly<Record<string, string>>): [string, string][] =>
  Object.keys(input)
    .filter((name) => /^Tags\.member\.\d+\.Key$/.test(name))
    .map((name) => [input[name] ?? '', input[name.replace(/Key$/, 'Value')] ?? '']);

function publish(
  alerts: PublishedAlert[],
  { input: { TopicArn, Subject, Message, MessageStructure } }: Call,
): object {
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
}
