import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { GetTopicAttributesCommand, ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import type { Clients } from '../../aws/clients.ts';
import { everyPage } from '../../aws/every-page.ts';
import { ask, type Fact } from '../../aws/fact.ts';

export interface Subscription {
  readonly protocol: string;
  /** Until then nothing is sent to it. */
  readonly confirmed: boolean;
}

/** The subscriptions of a topic; absent when there is no such topic. */
export async function readSubscriptions(
  clients: Clients,
  topicArn: string,
  abortSignal: AbortSignal,
): Promise<Fact<readonly Subscription[]>> {
  const sns = await clients.sns(topicArn.split(':')[3] ?? '');
  return ask(async () => {
    const subscriptions = await everyPage(async (NextToken) => {
      const answer = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, NextToken }), {
        abortSignal,
      });
      return { items: answer.Subscriptions, next: answer.NextToken };
    });
    return subscriptions.map(({ Protocol = '', SubscriptionArn = '' }) => ({
      protocol: Protocol,
      // Until it is confirmed, the words PendingConfirmation stand there; AWS docs, Subscribe.
      confirmed: SubscriptionArn.startsWith('arn:'),
    }));
  });
}

/** The state of the key that a topic is encrypted under; undefined where it has none. */
export async function readTopicKey(
  clients: Clients,
  topicArn: string,
  abortSignal: AbortSignal,
): Promise<Fact<string> | undefined> {
  const region = topicArn.split(':')[3] ?? '';
  const sns = await clients.sns(region);
  const key = await ask(async () => {
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn: topicArn }), {
      abortSignal,
    });
    return Attributes?.['KmsMasterKeyId'];
  });
  // That there is no topic is told already.
  if (key.state === 'absent') return undefined;
  if (key.state !== 'known') return key;
  return key.value ? readKeyState(clients, key.value, { region, abortSignal }) : undefined;
}

/** @param key Its id, ARN or alias. */
export async function readKeyState(
  clients: Clients,
  key: string,
  { region, abortSignal }: { readonly region: string; readonly abortSignal: AbortSignal },
): Promise<Fact<string>> {
  const kms = await clients.kms(region);
  return ask(async () => {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: key }), { abortSignal });
    return KeyMetadata?.KeyState ?? 'unknown';
  });
}
