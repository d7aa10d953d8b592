import type { SESv2Client } from '@aws-sdk/client-sesv2';
import { failureFor } from './classify.ts';
import type { Incident } from './incident.ts';
import { type Findings, inspectSes } from './inspect-ses.ts';
import { hasTrait, type Reason } from './reason.ts';

/** How long findings are believed, in milliseconds: a repair should show while the operator still looks. */
const cacheTtlMs = 60_000;

export type Diagnose = (incident: Incident, signal: AbortSignal) => Promise<Incident>;

/**
 * Makes the step that tells apart what SES refuses in the same words: a sandboxed recipient, a From address that is
 * not verified, and one that is verified in another Region. SES is asked once per Region and From address in each
 * window; what it will not say (no permission, no answer in time) is said in the incident instead.
 *
 * @param otherRegions Where else an identity may have been set up.
 */
export function createDiagnose(
  sesFor: (region: string) => SESv2Client,
  otherRegions: readonly string[],
  {
    alertWindowSeconds,
    now = Date.now,
  }: { readonly alertWindowSeconds: number; readonly now?: () => number },
): Diagnose {
  const known = new Map<string, { readonly until: number; readonly findings: Promise<Findings> }>();
  return async (incident, signal) => {
    if (!hasTrait(incident.reason, 'diagnosable')) return incident;
    const key = `${incident.region} ${incident.from}`;
    let entry = known.get(key);
    if (!entry || entry.until <= now()) {
      entry = {
        until: now() + Math.min(alertWindowSeconds * 1000, cacheTtlMs),
        findings: inspectSes(sesFor, incident, { otherRegions, signal }),
      };
      known.set(key, entry);
    }
    const findings = await entry.findings;
    // No answer in time, or a throttle: that says nothing about SES, so the next incident asks again.
    if (findings.retryable) known.delete(key);
    return conclude(incident, findings);
  };
}

/**
 * What SES refused, in the light of what it says of itself. Its own list of identities, where it was whole, is younger
 * than anything that is remembered and decides which side it was; what it says of itself refines that.
 */
function conclude(
  incident: Incident,
  { productionAccess, identity, verifiedIn, undetermined }: Findings,
): Incident {
  const fromIsUnverified = identity === 'absent' || identity === 'unverified';
  const sender = verifiedIn === undefined ? 'sender-unverified' : 'identity-in-other-region';
  const reason = ((): Reason => {
    switch (incident.reason) {
      case 'sandbox-recipient-unverified':
        return productionAccess === true ? 'identity-unverified' : incident.reason;
      case 'sender-unverified':
        return fromIsUnverified ? sender : incident.reason;
      default:
        if (fromIsUnverified) return sender;
        return identity === 'verified' && productionAccess === false
          ? 'sandbox-recipient-unverified'
          : incident.reason;
    }
  })();
  return {
    ...incident,
    ...failureFor(reason, incident.errorName),
    ...(verifiedIn !== undefined && reason === 'identity-in-other-region' && { verifiedIn }),
    ...(undetermined.length > 0 && { undetermined }),
  };
}
