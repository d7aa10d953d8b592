import type { Clients } from '../../aws/clients.ts';
import { valueIn } from '../../aws/fact.ts';
import type { Gap } from '../facts.ts';
import { gapIn, noted } from '../gaps.ts';
import { askInsights, type Insights } from './ask-insights.ts';
import type { DeliveryEvent } from './delivery-event.ts';
import { findDeliveryEvents } from './find-delivery-events.ts';
import type { OutcomeLine } from './find-outcomes.ts';

/** What became of accepted emails, as far as SES has told. */
export interface Fates {
  readonly events: readonly DeliveryEvent[];
  /** By message id. */
  readonly insights: ReadonlyMap<string, Insights>;
  /** Regions whose events are kept and were looked through. */
  readonly eventRegions: ReadonlySet<string>;
  readonly gaps: readonly Gap[];
}

export interface Sources {
  /** Where delivery events are kept, under the same name in each Region; undefined where nobody knows. */
  readonly logGroup: string | undefined;
  /** Whether SES in a Region tells what became of single emails. */
  readonly hasInsights: (region: string) => boolean;
  /** For lines that name none. */
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly signal: AbortSignal;
}

const nowhere = 'nothing says where its events are kept (--delivery-events-log-group)';

/** SES is asked about so many emails, one a second, the newest. */
const mostInsights = 20;

export async function learnFates(
  clients: Clients,
  lines: readonly OutcomeLine[],
  { logGroup, hasInsights, region: home, since, signal }: Sources,
): Promise<Fates> {
  const accepted = lines.flatMap(({ sesMessageId, sesRegion = home }) =>
    sesMessageId === undefined ? [] : [{ sesMessageId, region: sesRegion }],
  );
  const byRegion = [...Map.groupBy(accepted, ({ region }) => region)];
  const kept = await Promise.all(
    byRegion.map(async ([region, messages]) => {
      if (logGroup === undefined) return { region, fact: noted(nowhere) };
      const sesMessageIds = messages.map(({ sesMessageId }) => sesMessageId);
      const options = { region, since, signal };
      const fact = await findDeliveryEvents(clients, { logGroup, sesMessageIds }, options);
      return { region, fact: fact.state === 'absent' ? noted(`there is no log group ${logGroup}`) : fact };
    }),
  );
  const asked = accepted.filter(({ region }) => hasInsights(region));
  const insights = new Map<string, Insights>();
  const insightGaps: Gap[] = [];
  for (const { sesMessageId, region } of asked.slice(-mostInsights)) {
    const fact = await askInsights(clients, sesMessageId, { region, signal });
    const value = valueIn(fact);
    if (value) insights.set(sesMessageId, value);
    insightGaps.push(...gapIn(fact, 'What SES itself has kept of an email'));
    if (fact.state === 'denied') break;
  }
  return {
    events: merged(
      kept.flatMap(({ fact }) => valueIn(fact) ?? []),
      [...insights.values()].flatMap(({ events }) => events),
    ),
    insights,
    eventRegions: new Set(kept.flatMap(({ region, fact }) => (fact.state === 'known' ? [region] : []))),
    gaps: [
      ...kept.flatMap(({ region, fact }) =>
        gapIn(fact, `What SES in ${region} told of the emails afterwards`),
      ),
      ...insightGaps.slice(0, 1),
    ],
  };
}

/** A log group and SES itself tell of the same events; of the two, the log group says more. */
const merged = (logged: readonly DeliveryEvent[], told: readonly DeliveryEvent[]): DeliveryEvent[] => [
  ...logged,
  ...told.filter(
    ({ sesMessageId, event }) =>
      !logged.some((other) => other.sesMessageId === sesMessageId && other.event === event),
  ),
];
