import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Clients } from '../../aws/clients.ts';
import { ask, type Fact } from '../../aws/fact.ts';
import { type DeliveryEvent, readDeliveryEvent } from './delivery-event.ts';

/** So many ids fit into a filter pattern, which holds 1,024 characters: an id of SES's has 60. */
const idsAtOnce = 12;

export interface Messages {
  readonly logGroup: string;
  readonly sesMessageIds: readonly string[];
}

/** Finds what SES told of emails, by their message ids, in the log group of one Region. */
export async function findDeliveryEvents(
  clients: Clients,
  { logGroup, sesMessageIds }: Messages,
  {
    region,
    since,
    signal,
  }: { readonly region: string; readonly since: number; readonly signal: AbortSignal },
): Promise<Fact<readonly DeliveryEvent[]>> {
  const logs = await clients.logs(region);
  return ask(async () => {
    const events: DeliveryEvent[] = [];
    for (let first = 0; first < sesMessageIds.length; first += idsAtOnce) {
      const terms = sesMessageIds.slice(first, first + idsAtOnce).map((id) => `?"${id}"`);
      let nextToken: string | undefined;
      do {
        const answer = await logs.send(
          new FilterLogEventsCommand({
            logGroupName: logGroup,
            startTime: since,
            filterPattern: terms.join(' '),
            nextToken,
          }),
          { abortSignal: signal },
        );
        for (const { message = '', timestamp = 0 } of answer.events ?? []) {
          const event = readDeliveryEvent(message, timestamp);
          if (event) events.push(event);
        }
        nextToken = answer.nextToken;
      } while (nextToken !== undefined);
    }
    return events;
  });
}
