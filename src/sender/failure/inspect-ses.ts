import { GetAccountCommand, GetEmailIdentityCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { errorName } from './error-name.ts';
import type { Incident } from './incident.ts';

/** What SES says of an account and a From address in one Region; undefined where it could not be found out. */
export interface Findings {
  readonly productionAccess?: boolean;
  readonly identity?: 'verified' | 'unverified' | 'absent';
  readonly verifiedIn?: string;
  readonly undetermined: readonly string[];
  /** Whether something could not be found out for a reason that may have passed by the next time. */
  readonly retryable: boolean;
}

/**
 * Asks SES what it knows of an incident's account and From address.
 *
 * @param otherRegions Where else an identity may have been set up; asked only where this Region has none that is verified.
 * @returns What could be found out; it never throws.
 */
export async function inspectSes(
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
