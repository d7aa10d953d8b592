import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import type { Clients } from '../../aws/clients.ts';
import { ask, known, valueIn } from '../../aws/fact.ts';
import type { Facts } from '../../setup/facts/facts.ts';
import { readKeyState, type Subscription } from '../../setup/facts/topic.ts';

/** The alert topic's subscriptions, as counts without their addresses, and the state of its key. */
export async function readTopic(
  clients: Clients,
  topicArn: string,
  { signal: abortSignal }: { readonly signal: AbortSignal },
): Promise<Pick<Facts, 'subscriptions' | 'alertKey'>> {
  const region = topicArn.split(':')[3] ?? '';
  const sns = await clients.sns(region);
  const attributes = await ask(async () => {
    const { Attributes = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn: topicArn }), {
      abortSignal,
    });
    return Attributes;
  });
  const { KmsMasterKeyId: key } = valueIn(attributes) ?? {};
  return {
    subscriptions: attributes.state === 'known' ? known(subscriptionsIn(attributes.value)) : attributes,
    ...(key && { alertKey: await readKeyState(clients, key, { region, abortSignal }) }),
  };
}

const subscriptionsIn = (counts: Readonly<Record<string, string>>): Subscription[] => [
  ...several(counts['SubscriptionsConfirmed'], true),
  ...several(counts['SubscriptionsPending'], false),
];

const several = (count: string | undefined, confirmed: boolean): Subscription[] =>
  Array.from({ length: Number(count ?? 0) }, () => ({ protocol: 'not asked', confirmed }));
