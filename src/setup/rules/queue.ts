import { valueIn } from '../../aws/fact.ts';
import type { Facts } from '../facts/facts.ts';
import { judge, type Verdict, verdict } from '../verdict.ts';

const day = 86_400;

/** SQS keeps nothing for longer than 14 days. */
const longest = 14 * day;

/** SQS deletes what has lain for longer than the retention: from half of it on there is not much time. */
const soonLost = 0.5;

export function queueRules({ queue, outcomes, installation }: Facts): readonly Verdict[] {
  const { queueUrl, environment, region } = installation;
  if (queue === undefined || queueUrl === undefined) return [];
  const about = { subject: `undelivered queue ${queueUrl.split('/').at(-1)}`, queueUrl, region };
  const oldestSeconds = valueIn(outcomes?.counts)?.oldestKeptSeconds;
  const passwordDays = Number(environment['TEMPORARY_PASSWORD_DAYS'] || 7);
  return judge(
    queue,
    { id: 'queue', subject: about.subject, what: 'Whether the undelivered queue exists, and what is in it,' },
    {
      absent: () => [verdict('queue', 'problem', { ...about, exists: false })],
      known: ({ waiting, inFlight, retentionSeconds }) => [
        verdict('queue', 'ok', { ...about, exists: true }),
        verdict('queue-depth', waiting > 0 ? 'warning' : 'ok', { ...about, waiting, inFlight }),
        // Where the metric could not be read, the outcomes' rule has said so.
        ...(waiting > 0 && oldestSeconds !== undefined
          ? [
              verdict('queue-age', oldestSeconds > retentionSeconds * soonLost ? 'problem' : 'ok', {
                ...about,
                oldestSeconds,
                retentionSeconds,
              }),
            ]
          : []),
        verdict(
          'queue-retention',
          retentionSeconds >= Math.min(passwordDays * day, longest) ? 'ok' : 'warning',
          {
            ...about,
            retentionSeconds,
            passwordDays,
          },
        ),
      ],
    },
  );
}
