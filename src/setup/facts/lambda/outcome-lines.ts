import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Clients } from '../../../aws/clients.ts';
import { parseOutcome } from '../../../canary/read-outcome.ts';

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

/** Log pages to read at most: an answer of CloudWatch holds up to 10,000 lines, and often none. */
const mostPages = 50;

/** Counts the outcome lines of emails that were not accepted, by reason. */
export async function filterOutcomes(
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
    for (const { message = '', timestamp = 0 } of answer.events ?? []) {
      const outcome = parseOutcome(message);
      if (!outcome) continue;
      const { reason = 'unknown', status, version } = outcome;
      const key = `${status} ${reason}`;
      const at = new Date(timestamp).toISOString();
      counts.set(key, { reason, status, count: (counts.get(key)?.count ?? 0) + 1, last: at });
      if (version !== undefined && at > (ran?.at ?? '')) ran = { version, at };
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
