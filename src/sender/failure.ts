import { type Reason, Refusal, type Stage } from './reason.ts';

/** What is done about an email that SES has not accepted. */
export type Kind = 'transient' | 'set-up' | 'recipient' | 'defect' | 'on-purpose';

export interface Failure {
  readonly reason: Reason;
  readonly kind: Kind;
  /** The AWS error's name, or our own error's; never its text, which may hold the recipient's address. */
  readonly errorName: string;
  /** What was found, in a sentence that is safe to log; only our own refusals have one. */
  readonly detail?: string;
}

/** Sorts an error into a reason and what is done about it. */
export function classifyFailure(error: unknown, stage: Stage): Failure {
  const errorName = error instanceof Error ? error.name : typeof error;
  if (error instanceof Refusal) {
    return { reason: error.reason, kind: kindOf(error.reason), errorName, detail: error.message };
  }
  const reason = reasonFor(errorName, httpStatus(error), stage);
  return { reason, kind: kindOf(reason), errorName };
}

function reasonFor(name: string, status: number | undefined, stage: Stage): Reason {
  if (/Timeout|Abort/.test(name)) return 'timed-out';
  if (/Throttling|TooManyRequests|LimitExceeded/.test(name)) return 'throttled';
  if ((status ?? 0) >= 500) return 'service-unavailable';
  if (/AccessDenied/.test(name) && stage === 'decrypt') return 'kms-access-denied';
  if (/AccessDenied/.test(name) && stage === 'send') return 'ses-access-denied';
  if (name === 'MessageRejected') return 'identity-unverified';
  if (name === 'NotFoundException' && stage === 'send') return 'configuration-set-missing';
  return 'internal-error';
}

function kindOf(reason: Reason): Kind {
  switch (reason) {
    case 'timed-out':
    case 'throttled':
    case 'service-unavailable':
      return 'transient';
    case 'recipient-invalid':
    case 'recipient-missing':
      return 'recipient';
    case 'recipient-not-allowed':
    case 'code-expired':
      return 'on-purpose';
    case 'unknown-trigger-source':
    case 'ciphertext-invalid':
    case 'pool-mismatch':
    case 'pool-not-allowed':
    case 'code-missing':
    case 'internal-error':
      return 'defect';
    default:
      return 'set-up';
  }
}

function httpStatus(error: unknown): number | undefined {
  const { $metadata } = (error ?? {}) as { $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode;
}
