import type { SESv2Client } from '@aws-sdk/client-sesv2';
import { withTimeout } from '../aws/with-timeout.ts';
import { classifyFailure } from '../failure/classify.ts';
import { type Incident, NotAccepted } from '../failure/incident.ts';
import { hasTrait } from '../failure/reason.ts';
import { domainOf } from '../mailbox.ts';
import { type OutgoingEmail, sendEmail } from './send-email.ts';

/** What SES took: where, under which id, and what stood in the way before. */
export interface Accepted {
  readonly sesRegion: string;
  readonly sesMessageId: string;
  /** The preferred Region's failure, where another Region took the email. */
  readonly failedOver?: Incident;
  /** The sandbox's refusal, where the email went to the redirect inbox instead. */
  readonly redirected?: Incident;
}

/** How long an email may take to be accepted. */
export interface SendLimits {
  readonly signal: AbortSignal;
  /** Milliseconds since 1970: the time left is shared evenly among the Regions still to be asked. */
  readonly deadline: number;
}

export type Send = (email: OutgoingEmail, limits: SendLimits) => Promise<Accepted>;

/**
 * How long a Region that could not send is asked last (a circuit breaker), in milliseconds: long enough to spare a
 * burst, short enough to notice a repair.
 */
const cooldownMs = 60_000;

/** A Region that had less time than this, in milliseconds, has not shown that it is slow. */
const minFairTimeoutMs = 2000;

/**
 * Makes the step that hands an email to the first Region that can send it.
 *
 * @param sesFor The SES client of a Region.
 * @param regions In order of preference.
 * @returns A function that throws {@link NotAccepted} when no Region took the email.
 */
export function createSend(
  sesFor: (region: string) => SESv2Client,
  regions: readonly [string, ...string[]],
  { now = Date.now }: { readonly now?: () => number } = {},
): Send {
  const coolingDown = new Map<string, { readonly until: number; readonly incident: Incident }>();

  return async (email, { signal, deadline }) => {
    const keyOf = (region: string): string =>
      `${region} ${email.brand.from.address} ${email.brand.configurationSet}`;
    const isCoolingDown = (region: string): boolean => (coolingDown.get(keyOf(region))?.until ?? 0) > now();
    // Regions that are cooling down go last rather than away: a repair may be younger than our memory of the fault.
    const order = [...regions.filter((region) => !isCoolingDown(region)), ...regions.filter(isCoolingDown)];
    const incidents: Incident[] = [];
    for (const [index, region] of order.entries()) {
      const share = Math.max(0, Math.floor((deadline - now()) / (order.length - index)));
      try {
        const sesMessageId = await withTimeout(
          (abortSignal) => sendEmail(sesFor(region), email, { abortSignal }),
          { milliseconds: share, signal },
        );
        coolingDown.delete(keyOf(region));
        const preferred =
          incidents.find((incident) => incident.region === regions[0]) ??
          coolingDown.get(keyOf(regions[0]))?.incident;
        const failedOver = region === regions[0] ? undefined : preferred;
        return { sesRegion: region, sesMessageId, ...(failedOver && { failedOver }) };
      } catch (error) {
        const incident = incidentOf(error, email, { region });
        incidents.push(incident);
        if (hasTrait(incident.reason, 'same-everywhere') || signal.aborted) break;
        const tooShortToJudge = incident.reason === 'timed-out' && share < minFairTimeoutMs;
        if (!hasTrait(incident.reason, 'momentary') && !tooShortToJudge)
          coolingDown.set(keyOf(region), { until: now() + cooldownMs, incident });
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

function incidentOf(
  error: unknown,
  { brand, to }: OutgoingEmail,
  { region }: { readonly region: string },
): Incident {
  const from = brand.from.address;
  const replyTo = brand.replyTo?.address;
  return {
    ...classifyFailure(error, { stage: 'send', from, ...(replyTo !== undefined && { replyTo }), to }),
    region,
    from,
    identity: domainOf(from),
    configurationSet: brand.configurationSet,
  };
}
