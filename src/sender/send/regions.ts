import type { SESv2Client } from '@aws-sdk/client-sesv2';
import { within } from '../aws/with-timeout.ts';
import { classifyFailure } from '../failure/classify.ts';
import { type Incident, NotAccepted } from '../failure/incident.ts';
import type { Reason } from '../failure/reason.ts';
import { type Envelope, sendEmail } from './send-email.ts';

/** What SES took: where, under which id, and what stood in the way before. */
export interface Accepted {
  readonly sesRegion: string;
  readonly sesMessageId: string;
  /** The preferred Region's failure, where another Region took the email. */
  readonly failedOver?: Incident;
  /** The sandbox's refusal, where the email went to the redirect inbox instead. */
  readonly redirected?: Incident;
}

export type Send = (envelope: Envelope, signal: AbortSignal, deadline: number) => Promise<Accepted>;

/** How long a Region that could not send is asked last, in milliseconds: long enough to spare a burst, short enough to notice a repair. */
const blockedFor = 60_000;

/** A Region that had less time than this, in milliseconds, has not shown that it is slow. */
const fairShare = 2000;

/** Failures of the email itself, which no other Region would judge otherwise. */
const everywhere: ReadonlySet<Reason> = new Set(['recipient-invalid', 'content-rejected']);

/**
 * Makes the step that hands an email to the first Region that can send it.
 *
 * @param sesFor The SES client of a Region.
 * @param regions In order of preference.
 * @returns A function that throws {@link NotAccepted} when no Region took the email. `deadline` is in milliseconds
 *   since 1970: the time left is shared evenly among the Regions still to be asked.
 */
export function createSend(
  sesFor: (region: string) => SESv2Client,
  regions: readonly [string, ...string[]],
  now: () => number = Date.now,
): Send {
  const blocked = new Map<string, { readonly until: number; readonly incident: Incident }>();

  return async (envelope, signal, deadline) => {
    const keyOf = (region: string): string =>
      `${region} ${envelope.brand.from.address} ${envelope.brand.configurationSet}`;
    const isBlocked = (region: string): boolean => (blocked.get(keyOf(region))?.until ?? 0) > now();
    // Blocked Regions go last rather than away: a repair may be younger than our memory of the fault.
    const order = [...regions.filter((region) => !isBlocked(region)), ...regions.filter(isBlocked)];
    const incidents: Incident[] = [];
    for (const [index, region] of order.entries()) {
      const share = Math.max(0, Math.floor((deadline - now()) / (order.length - index)));
      try {
        const sesMessageId = await within(share, signal, (limit) =>
          sendEmail(sesFor(region), envelope, limit),
        );
        blocked.delete(keyOf(region));
        const preferred =
          incidents.find((incident) => incident.region === regions[0]) ??
          blocked.get(keyOf(regions[0]))?.incident;
        const failedOver = region === regions[0] ? undefined : preferred;
        return { sesRegion: region, sesMessageId, ...(failedOver && { failedOver }) };
      } catch (error) {
        const incident = incidentOf(error, region, envelope);
        incidents.push(incident);
        if (everywhere.has(incident.reason) || signal.aborted) break;
        const starved = incident.reason === 'timed-out' && share < fairShare;
        if (incident.reason !== 'throttled' && !starved)
          blocked.set(keyOf(region), { until: now() + blockedFor, incident });
      }
    }
    // In the order of preference, whatever order they were asked in.
    const [first, ...rest] = regions.flatMap((region) =>
      incidents.filter((incident) => incident.region === region),
    );
    if (!first) throw new Error('SES_REGIONS names no Region');
    throw new NotAccepted([first, ...rest]);
  };
}

function incidentOf(error: unknown, region: string, { brand, to }: Envelope): Incident {
  const from = brand.from.address;
  return {
    ...classifyFailure(error, { stage: 'send', from, to }),
    region,
    from,
    identity: from.slice(from.indexOf('@') + 1),
    configurationSet: brand.configurationSet,
  };
}
