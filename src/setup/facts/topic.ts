import { ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
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
