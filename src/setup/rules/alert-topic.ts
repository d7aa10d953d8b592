import type { Facts } from '../facts/facts.ts';
import { judge, type Verdict, verdict } from '../verdict.ts';

export function alertTopicRules({ subscriptions, installation: { topicArn } }: Facts): readonly Verdict[] {
  if (subscriptions === undefined || topicArn === undefined) return [];
  const about = { subject: `alert topic ${topicArn.split(':').at(-1)}`, topicArn };
  return judge(
    subscriptions,
    { id: 'alert-topic', subject: about.subject, what: 'Whether anybody is told of failures' },
    {
      absent: () => [verdict('alert-topic', 'problem', { ...about, exists: false })],
      known: (all) => {
        const confirmed = all.filter((subscription) => subscription.confirmed).length;
        const pending = all.length - confirmed;
        return [
          verdict('alert-topic', 'ok', { ...about, exists: true }),
          verdict('alert-subscriptions', confirmed === 0 ? 'problem' : pending > 0 ? 'warning' : 'ok', {
            ...about,
            confirmed,
            pending,
          }),
        ];
      },
    },
  );
}
