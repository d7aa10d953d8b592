import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { Clients } from '../../../aws/clients.ts';
import { ask, type Fact, known, valueIn } from '../../../aws/fact.ts';
import { filterOutcomes, type Ran, type ReasonCount } from './outcome-lines.ts';

/** What became of the last day's events. */
export interface Outcomes {
  /** From the outcome lines of those that were not accepted, by reason. */
  readonly notAccepted: Fact<readonly ReasonCount[]>;
  /** Whether the log was read to its end. */
  readonly whole: boolean;
  /** What the newest of these lines says of the version that wrote it. */
  readonly ran?: Ran;
  /** From metrics. */
  readonly counts: Fact<{
    readonly accepted: number;
    /** Given up by Lambda: too old, or every try failed. */
    readonly dropped: number;
    /** Those that did not even reach the on-failure destination: lost. */
    readonly lost: number;
    /** Of the oldest in the undelivered queue. */
    readonly oldestKeptSeconds: number;
  }>;
}

const day = 86_400_000;

export async function readOutcomes(
  clients: Clients,
  {
    logGroup,
    functionName,
    queueName,
    service,
  }: {
    readonly logGroup: string;
    readonly functionName: string;
    readonly queueName: string;
    /** The metrics' dimension. */
    readonly service: string;
  },
  { region, now, signal }: { readonly region: string; readonly now: Date; readonly signal: AbortSignal },
): Promise<Outcomes> {
  const since = now.getTime() - day;
  const [lines, counts] = await Promise.all([
    ask(() => filterOutcomes(clients, logGroup, { region, since, signal })),
    ask(async () => {
      const cloudwatch = await clients.cloudwatch(region);
      const { MetricDataResults = [] } = await cloudwatch.send(
        new GetMetricDataCommand({
          StartTime: new Date(since),
          EndTime: now,
          MetricDataQueries: [
            query('accepted', ['CognitoEmailSender', 'EmailAccepted', 'service', service]),
            query('dropped', ['AWS/Lambda', 'AsyncEventsDropped', 'FunctionName', functionName]),
            query('lost', ['AWS/Lambda', 'DestinationDeliveryFailures', 'FunctionName', functionName]),
            query('oldest', ['AWS/SQS', 'ApproximateAgeOfOldestMessage', 'QueueName', queueName], 'Maximum'),
          ],
        }),
        { abortSignal: signal },
      );
      const values = (id: string): readonly number[] =>
        MetricDataResults.find(({ Id }) => Id === id)?.Values ?? [];
      const sum = (id: string): number => values(id).reduce((total, value) => total + value, 0);
      return {
        accepted: sum('accepted'),
        dropped: sum('dropped'),
        lost: sum('lost'),
        // Newest first: what the queue's age is now, not what it once was.
        oldestKeptSeconds: values('oldest')[0] ?? 0,
      };
    }),
  ]);
  const { whole = true, ran } = valueIn(lines) ?? {};
  return {
    notAccepted: lines.state === 'known' ? known(lines.value.reasons) : lines,
    whole,
    ...(ran && { ran }),
    counts,
  };
}

const query = (
  Id: string,
  [Namespace, MetricName, Name, Value]: readonly [string, string, string, string],
  Stat = 'Sum',
) => ({
  Id,
  MetricStat: { Metric: { Namespace, MetricName, Dimensions: [{ Name, Value }] }, Period: 300, Stat },
});
