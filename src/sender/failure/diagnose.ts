import { GetAccountCommand, GetEmailIdentityCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { failureFor } from './classify.ts';
import { errorName } from './error-name.ts';
import type { Incident } from './incident.ts';
import { hasTrait, type Reason } from './reason.ts';

/** What SES says of an account and a From address in one Region; undefined where it could not be found out. */
interface Findings {
  readonly productionAccess?: boolean;
  readonly identity?: 'verified' | 'unverified' | 'absent';
  readonly verifiedIn?: string;
  readonly undetermined: readonly string[];
  /** Whether something could not be found out for a reason that may have passed by the next time. */
  readonly retryable: boolean;
}

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
        findings: inspect(sesFor, incident, { otherRegions, signal }),
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

async function inspect(
  sesFor: (region: string) => SESv2Client,
  { region, from, identity: domain }: Incident,
  { otherRegions, signal }: { readonly otherRegions: readonly string[]; readonly signal: AbortSignal },
): Promise<Findings> {
  const undetermined: string[] = [];
  let retryable = false;
  const fail = (what: string) => (error: unknown) => {
    if (!(error instanceof Error && error.name.startsWith('AccessDenied'))) retryable = true;
    undetermined.push(`${what} could not be found out (${errorName(error)}).`);
    return undefined;
  };
  const identity = await identityIn(sesFor(region), { domain, from, signal }).catch(
    fail(`Whether ${domain} is verified in ${region}`),
  );
  const productionAccess = await sesFor(region)
    .send(new GetAccountCommand({}), { abortSignal: signal })
    .then(({ ProductionAccessEnabled }) => ProductionAccessEnabled)
    .catch(fail(`Whether SES in ${region} is in the sandbox`));
  const verifiedIn =
    identity === 'absent' || identity === 'unverified'
      ? await firstVerified(
          otherRegions.filter((other) => other !== region),
          (other) =>
            identityIn(sesFor(other), { domain, from, signal }).catch(
              fail(`Whether ${domain} is verified in ${other}`),
            ),
        )
      : undefined;
  return {
    ...(productionAccess !== undefined && { productionAccess }),
    ...(identity !== undefined && { identity }),
    ...(verifiedIn !== undefined && { verifiedIn }),
    undetermined,
    retryable,
  };
}

/**
 * The state of the From domain, of a parent that would answer for it, or of the address. One call at a time: SES
 * allows one a second.
 */
async function identityIn(
  ses: SESv2Client,
  { domain, from, signal }: { readonly domain: string; readonly from: string; readonly signal: AbortSignal },
): Promise<'verified' | 'unverified' | 'absent'> {
  let state: 'unverified' | 'absent' = 'absent';
  for (const EmailIdentity of [...withParents(domain), from]) {
    try {
      const { VerifiedForSendingStatus } = await ses.send(new GetEmailIdentityCommand({ EmailIdentity }), {
        abortSignal: signal,
      });
      if (VerifiedForSendingStatus) return 'verified';
      state = 'unverified';
    } catch (error) {
      if (!(error instanceof Error && error.name === 'NotFoundException')) throw error;
    }
  }
  return state;
}

async function firstVerified(
  regions: readonly string[],
  stateIn: (region: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const states = await Promise.all(regions.map(stateIn));
  return regions.find((_, index) => states[index] === 'verified');
}

/** `auth.example.com` → itself and `example.com`; AWS docs: a verified domain answers for its subdomains. */
function withParents(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}
