import { GetEmailIdentityCommand, type GetEmailIdentityCommandOutput } from '@aws-sdk/client-sesv2';
import type { Clients } from '../../../aws/clients.ts';
import { ask, type Fact } from '../../../aws/fact.ts';

/** An SES identity as SES sees it. */
export interface Identity {
  /** The domain or the address. */
  readonly name: string;
  readonly kind: 'domain' | 'address';
  /** Whether mail may be sent from it. */
  readonly verified: boolean;
  /** PENDING, SUCCESS, FAILED, TEMPORARY_FAILURE or NOT_STARTED; why it is not SUCCESS, where SES says. */
  readonly status: string;
  readonly error?: string;
  readonly dkim: {
    readonly signing: boolean;
    readonly status: string;
    /** Easy DKIM: the names of three CNAME records. EXTERNAL: one selector. */
    readonly tokens: readonly string[];
    /** AWS_SES, EXTERNAL, or AWS_SES_<REGION> when it follows an identity of another Region. */
    readonly origin: string;
    /** Where the CNAME records lead. */
    readonly hostedZone: string;
    /** RSA_1024_BIT or RSA_2048_BIT. */
    readonly keyLength?: string;
  };
  readonly mailFrom?: {
    readonly domain: string;
    readonly status: string;
    /** Whether mail is refused, not sent by SES's own MAIL FROM domain, while the MX record is missing. */
    readonly rejects: boolean;
  };
  /** Whether bounces come by email. */
  readonly feedbackForwarding: boolean;
}

/** Asks for the identity of a name in a Region. */
export type ReadIdentity = (region: string, name: string) => Promise<Fact<Identity>>;

/** Makes a reader that asks for each identity once: SES answers one question a second, and several rules have the same. */
export function createIdentityReader(clients: Clients, abortSignal: AbortSignal): ReadIdentity {
  const asked = new Map<string, Promise<Fact<Identity>>>();
  return (region, name) => {
    const key = `${region} ${name}`;
    const answer =
      asked.get(key) ??
      ask(async () => {
        const ses = await clients.ses(region);
        return identityIn(
          name,
          await ses.send(new GetEmailIdentityCommand({ EmailIdentity: name }), { abortSignal }),
        );
      });
    asked.set(key, answer);
    return answer;
  };
}

/**
 * The identity that answers for an address: its domain, a parent of that, or the address itself; a verified one before
 * one that is not.
 */
export async function readIdentityOf(
  readIdentity: ReadIdentity,
  region: string,
  address: string,
): Promise<Fact<Identity>> {
  let best: Fact<Identity> = { state: 'absent' };
  for (const name of [...withParents(address.slice(address.lastIndexOf('@') + 1)), address]) {
    const identity = await readIdentity(region, name);
    if (identity.state === 'known' && identity.value.verified) return identity;
    if (identity.state === 'denied' || identity.state === 'failed') return identity;
    if (best.state === 'absent') best = identity;
  }
  return best;
}

/** `auth.example.com` → itself and `example.com`. AWS docs, "Verified identities": a domain answers for its subdomains. */
function withParents(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}

function identityIn(name: string, answer: GetEmailIdentityCommandOutput): Identity {
  const { DkimAttributes: dkim = {}, MailFromAttributes: mailFrom, VerificationInfo: info } = answer;
  const error = info?.ErrorType;
  const keyLength = dkim.CurrentSigningKeyLength;
  return {
    name,
    kind: answer.IdentityType === 'EMAIL_ADDRESS' ? 'address' : 'domain',
    verified: answer.VerifiedForSendingStatus === true,
    status: answer.VerificationStatus ?? (answer.VerifiedForSendingStatus ? 'SUCCESS' : 'PENDING'),
    ...(error && { error }),
    dkim: {
      signing: dkim.SigningEnabled === true,
      status: dkim.Status ?? 'NOT_STARTED',
      tokens: dkim.Tokens ?? [],
      origin: dkim.SigningAttributesOrigin ?? 'AWS_SES',
      hostedZone: dkim.SigningHostedZone ?? 'dkim.amazonses.com',
      ...(keyLength && { keyLength }),
    },
    ...(mailFrom?.MailFromDomain && {
      mailFrom: {
        domain: mailFrom.MailFromDomain,
        status: mailFrom.MailFromDomainStatus ?? 'PENDING',
        rejects: mailFrom.BehaviorOnMxFailure === 'REJECT_MESSAGE',
      },
    }),
    feedbackForwarding: answer.FeedbackForwardingStatus === true,
  };
}
