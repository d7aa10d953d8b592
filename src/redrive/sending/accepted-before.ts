import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { parseOutcome } from '../../canary/read-outcome.ts';
import type { KeptEmail } from '../../undelivered/kept-email.ts';

/** An email that SES took before, though the queue still holds it. */
export interface AcceptedBefore {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly sesMessageId?: string;
}

/** As many as one filter pattern has room for: AWS docs, FilterLogEvents, 1,024 characters. */
export const idsPerQuery = 18;

/** Lambda may hand an event over twice, and one of the two may be accepted before the other one is kept: minutes apart. */
const before = 10 * 60_000;

/**
 * Makes the function that asks the sender's log which of some emails SES has taken since they were kept: by a redrive that
 * was cut off before it could remove the record, or because Lambda had handed the event over twice.
 *
 * @param logGroup Where the outcome lines are.
 * @returns A function from at most `idsPerQuery` emails to those that were accepted, by id. It throws CloudWatch's own
 *   error.
 */
export function createFindAccepted(logs: CloudWatchLogsClient, logGroup: string) {
  return async (emails: readonly KeptEmail[]): Promise<ReadonlyMap<string, AcceptedBefore>> => {
    const ids = emails.flatMap(({ id }) => id ?? []);
    const found = new Map<string, AcceptedBefore>();
    if (ids.length === 0) return found;
    const filterPattern = `{ ${ids.map(conditionOn).join(' || ')} }`;
    const startTime = Math.min(...emails.map(({ keptAt }) => keptAt)) - before;
    let nextToken: string | undefined;
    do {
      const page = await logs.send(
        new FilterLogEventsCommand({ logGroupName: logGroup, filterPattern, startTime, nextToken }),
      );
      for (const { message = '', timestamp = 0 } of page.events ?? []) {
        const outcome = parseOutcome(message);
        const id = outcome?.codeId ?? outcome?.eventId;
        if (id === undefined || outcome?.status !== 'accepted' || isRedirected(outcome)) continue;
        const { sesMessageId } = outcome;
        found.set(id, { at: timestamp, ...(sesMessageId !== undefined && { sesMessageId }) });
      }
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return found;
  };
}

/** A code's id is hex, Cognito's has dashes. */
const conditionOn = (id: string): string => (id.includes('-') ? `$.eventId = "${id}"` : `$.codeId = "${id}"`);

/** Whether SANDBOX_REDIRECT_TO's inbox got an email and the person it was for got nothing. */
export const isRedirected = ({
  sesRegion,
  refusedIn,
}: {
  readonly sesRegion?: string;
  readonly refusedIn?: string;
}): boolean => refusedIn !== undefined && refusedIn === sesRegion;
