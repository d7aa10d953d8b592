import type { Fact } from '../../aws/fact.ts';
import type { Facts } from '../facts/facts.ts';
import { judge, type Verdict, verdict } from '../verdict.ts';

export function alertTopicRules({
  subscriptions,
  alertKey,
  installation: { topicArn },
}: Facts): readonly Verdict[] {
  if (subscriptions === undefined || topicArn === undefined) return [];
  const about = { subject: `alert topic ${topicArn.split(':').at(-1)}`, topicArn };
  return [
    ...keyRules(alertKey, about),
    ...judge(
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
    ),
  ];
}

/** The topic is encrypted under a key of its own; without it neither an alert nor an alarm comes through. */
const keyRules = (
  key: Fact<string> | undefined,
  about: { readonly subject: string; readonly topicArn: string },
): readonly Verdict[] =>
  key === undefined
    ? []
    : judge(
        key,
        { id: 'alert-key', subject: about.subject, what: 'Whether the alert topic’s key is enabled' },
        {
          absent: () => [verdict('alert-key', 'problem', { ...about, state: 'gone' })],
          known: (state) => [
            verdict('alert-key', state === 'Enabled' ? 'ok' : 'problem', { ...about, state }),
          ],
        },
      );
