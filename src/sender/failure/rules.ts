import type { Reason, Stage } from './reason.ts';
import { holdsAddress, refusedIdentities, withoutAddress } from './refused-identities.ts';

/** Where an error came from, and the bare addresses of the email, once they are known. */
export interface ErrorContext {
  readonly stage: Stage;
  readonly from?: string;
  readonly replyTo?: string;
  readonly to?: string;
}

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
export const rules: Readonly<Record<'read' | 'decrypt' | 'send', readonly Rule[]>> = {
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
