import { errorName } from './error-name.ts';
import { type NetworkFailure, networkFailure } from './network-failure.ts';
import { type Kind, kindOf, type Reason } from './reason.ts';
import { Refusal } from './refusal.ts';
import { withoutAddress } from './refused-identities.ts';
import { type ErrorContext, rules } from './rules.ts';

export interface Failure {
  readonly reason: Reason;
  readonly kind: Kind;
  /** The error's name, AWS's or our own; never its text, which may hold the recipient's address. */
  readonly errorName: string;
  /** What was found, in a sentence that is safe to log. */
  readonly detail?: string;
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

/** What the stages talk to. */
const services = { read: 'Cognito', decrypt: 'KMS', render: 'no service', send: 'SES' } as const;

const denied = { read: 'internal-error', decrypt: 'kms-access-denied', send: 'ses-access-denied' } as const;

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
