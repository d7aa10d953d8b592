import { errorName } from './error-name.ts';
import { type NetworkFailure, networkFailure } from './network-failure.ts';
import { type Kind, kindOf, type Reason, type Stage } from './reason.ts';
import { Refusal } from './refusal.ts';
import { holdsAddress, refusedIdentities, withoutAddress } from './refused-identities.ts';

export interface Failure {
  readonly reason: Reason;
  readonly kind: Kind;
  /** The error's name, AWS's or our own; never its text, which may hold the recipient's address. */
  readonly errorName: string;
  /** What was found, in a sentence that is safe to log. */
  readonly detail?: string;
}

/** Where an error came from, and the bare addresses of the email, once they are known. */
export interface ErrorContext {
  readonly stage: Stage;
  readonly from?: string;
  readonly replyTo?: string;
  readonly to?: string;
}

/**
 * Sorts an error into a reason and what is done about it, on its name, its HTTP status and its text: an error that
 * the SDK has no class for arrives as the service's base class, or as whatever its parser threw.
 */
export function classifyFailure(error: unknown, context: ErrorContext): Failure {
  const { name, status, text, network } = factsOf(error);
  if (error instanceof Refusal) return failureFor(error.reason, name, { detail: error.message });
  // Before its name: the SDK calls a connection that was reset a time-out.
  if (network) {
    const detail = `the connection to ${network.host ?? services[context.stage]} failed`;
    return failureFor('service-unavailable', network.code, { detail });
  }
  if (/^(TimeoutError|AbortError|RequestTimeout)/.test(name)) return failureFor('timed-out', name);
  const { stage } = context;
  if (stage === 'render') return failureFor('internal-error', name);
  // The user chose the address: what it spells must not decide.
  const neutral = withoutAddress(text, context.to ?? '');
  const rule = rules[stage].find(
    ({ names, text: about }) => names.test(name) && (!about || about.test(neutral)),
  );
  if (rule)
    return failureFor(typeof rule.reason === 'string' ? rule.reason : rule.reason(text, context), name);
  // A proxy or a VPC endpoint that refuses need not answer in JSON.
  if (status === 401 || status === 403 || status === 407) return failureFor(denied[stage], name);
  if (status === 429) return failureFor('throttled', name);
  // A page that is no JSON, from a proxy or a service in distress, surfaces as the parser's own error.
  if (name === 'SyntaxError' || (status ?? 0) >= 500) return failureFor('service-unavailable', name);
  return failureFor('internal-error', name);
}

/** A reason with the kind that it is always of. */
export const failureFor = (
  reason: Reason,
  name: string,
  { detail }: { readonly detail?: string | undefined } = {},
): Failure => ({
  reason,
  kind: kindOf(reason),
  errorName: name,
  ...(detail !== undefined && { detail }),
});

/** Whether a person can do something about it, now. */
export const isAlerted = ({ kind }: Failure): boolean => kind === 'set-up' || kind === 'defect';

interface Rule {
  readonly names: RegExp;
  readonly text?: RegExp;
  readonly reason: Reason | ((text: string, context: ErrorContext) => Reason);
}

const rate: Rule = {
  names:
    /^(Throttling|ThrottlingException|ThrottledException|RequestThrottled|RequestThrottledException|TooManyRequestsException|LimitExceededException|RequestLimitExceeded|BandwidthLimitExceeded|SlowDown|PriorRequestNotComplete)$/,
  reason: 'throttled',
};
const credentials =
  /^(AccessDenied|AccessDeniedException|ExpiredToken|ExpiredTokenException|UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|IncompleteSignature|SignatureDoesNotMatch|MissingAuthenticationToken|CredentialsProviderError|NotAuthorizedException)$/;

/**
 * What each service's errors mean, the first match counting.
 * AWS docs: SES API v2, SendEmail, "Errors"; KMS, Decrypt, "Errors"; "Common Error Types" of each.
 */
const rules: Readonly<Record<'read' | 'decrypt' | 'send', readonly Rule[]>> = {
  read: [rate],
  decrypt: [
    { names: credentials, reason: 'kms-access-denied' },
    {
      names:
        /^(DisabledException|KMSInvalidStateException|NotFoundException|InvalidKeyUsageException|InvalidArnException|UnsupportedOperationException)$/,
      reason: 'kms-key-unusable',
    },
    { names: /^IncorrectKeyException$/, reason: 'wrong-key' },
    { names: /^InvalidCiphertextException$/, reason: 'ciphertext-invalid' },
    {
      names: /^(KMSInternalException|DependencyTimeoutException|KeyUnavailableException)$/,
      reason: 'service-unavailable',
    },
    rate,
  ],
  send: [
    { names: /^MessageRejected/, text: /not verified|failed the check/i, reason: unverifiedSide },
    { names: /^(MessageRejected|SendingPaused)/, text: /paused|disabled/i, reason: 'sending-paused' },
    {
      names:
        /^(SendingPausedException|AccountSendingPausedException|ConfigurationSetSendingPausedException)$/,
      reason: 'sending-paused',
    },
    { names: /^MessageRejected/, reason: 'content-rejected' },
    { names: /^AccountSuspendedException$/, reason: 'account-suspended' },
    { names: /^MailFromDomainNotVerified/, reason: 'mail-from-unverified' },
    { names: /^(NotFoundException|ConfigurationSetDoesNotExist)/, reason: 'configuration-set-missing' },
    { names: rate.names, text: /daily|24.?hour/i, reason: 'daily-quota-exceeded' },
    rate,
    { names: credentials, reason: 'ses-access-denied' },
    { names: /^BadRequestException$/, reason: rejectedPart },
  ],
};

/** What the stages talk to. */
const services = { read: 'Cognito', decrypt: 'KMS', render: 'no service', send: 'SES' } as const;

const denied = { read: 'internal-error', decrypt: 'kms-access-denied', send: 'ses-access-denied' } as const;

/** Which side of an email SES does not know. A list that was cut short hides names: what it lacks proves nothing. */
function unverifiedSide(text: string, { from = '', to = '' }: ErrorContext): Reason {
  const refused = refusedIdentities(text);
  if (refused.names(from)) return 'sender-unverified';
  return refused.names(to) && !refused.truncated ? 'sandbox-recipient-unverified' : 'identity-unverified';
}

/**
 * A bad request is the recipient's doing only if it is about an address that cannot be ours: our own are checked by
 * SES's rules when the function starts, and a text that names one of them, or its place, is about us all the same.
 */
function rejectedPart(full: string, { from = '', replyTo = '', to = '' }: ErrorContext): Reason {
  const ours = [from, replyTo].some((address) => holdsAddress(full, address));
  const text = withoutAddress(full, to).toLowerCase();
  const aboutAddress =
    /@domain|local (address|name)|\bdomain\b|address (length|is)|illegal address|(invalid|bad) (email )?address|\brecipient/;
  const aboutUs =
    /header|\btags?\b|configuration|subject|charset|content|parameter|reply.?to|\bfrom\b|fromemail|\bsender|\bsource\b|return.?path|feedback/;
  return aboutAddress.test(text) && !aboutUs.test(text) && !ours ? 'recipient-invalid' : 'content-rejected';
}

interface Facts {
  readonly name: string;
  readonly status?: number;
  readonly text: string;
  readonly network?: NetworkFailure;
}

function factsOf(error: unknown): Facts {
  const name = errorName(error);
  if (!(error instanceof Error)) return { name, text: '' };
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  const network = networkFailure(error);
  return {
    name,
    ...(status !== undefined && { status }),
    text: error.message,
    ...(network && { network }),
  };
}
