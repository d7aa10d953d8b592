import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Clients } from '../../../aws/clients.ts';
import { ask, type Fact, known, valueIn } from '../../../aws/fact.ts';

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

export interface ReasonCount {
  readonly reason: string;
  readonly status: string;
  readonly count: number;
  /** ISO 8601. */
  readonly last: string;
}

/** A version of this project, and when it was seen at work. */
export interface Ran {
  readonly version: string;
  /** ISO 8601. */
  readonly at: string;
}

const day = 86_400_000;
/** Log pages to read at most: an answer of CloudWatch holds up to 10,000 lines, and often none. */
const mostPages = 50;

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
  const { reasons, whole = true, ran } = valueIn(lines) ?? {};
  return {
    notAccepted: reasons ? known(reasons) : (lines as Exclude<typeof lines, { readonly state: 'known' }>),
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

async function filterOutcomes(
  clients: Clients,
  logGroupName: string,
  {
    region,
    since,
    signal,
  }: { readonly region: string; readonly since: number; readonly signal: AbortSignal },
): Promise<{ readonly reasons: readonly ReasonCount[]; readonly whole: boolean; readonly ran?: Ran }> {
  const logs = await clients.logs(region);
  const counts = new Map<string, ReasonCount>();
  let ran: Ran | undefined;
  let nextToken: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await logs.send(
      new FilterLogEventsCommand({
        logGroupName,
        startTime: since,
        filterPattern: '{ $.message = "outcome" && $.status != "accepted" }',
        nextToken,
      }),
      { abortSignal: signal },
    );
    for (const { message = '' } of answer.events ?? []) {
      const { reason = 'unknown', status = '', timestamp = '', version } = readLine(message);
      const key = `${status} ${reason}`;
      counts.set(key, { reason, status, count: (counts.get(key)?.count ?? 0) + 1, last: timestamp });
      if (version !== undefined && timestamp > (ran?.at ?? '')) ran = { version, at: timestamp };
    }
    nextToken = answer.nextToken;
    if (nextToken === undefined) break;
  }
  return {
    reasons: [...counts.values()].sort((one, other) => other.count - one.count),
    whole: nextToken === undefined,
    ...(ran && { ran }),
  };
}

function readLine(text: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
