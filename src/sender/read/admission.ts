import { Refusal } from '../failure/reason.ts';
import type { EmailRequest } from './email-request.ts';
import { acceptedAt, type Lifetimes, lifetime } from './expiry.ts';

export interface Admission extends Lifetimes {
  /** Pools whose events are accepted; any where absent. */
  readonly userPoolIds?: ReadonlySet<string>;
  /** Lower-case domains and addresses that may be written to; any where absent. */
  readonly allowedRecipients?: ReadonlySet<string>;
}

/**
 * Makes the check of an event that costs nothing: is it from one of our pools, and is its code still alive?
 *
 * @param traceHeader The invocation's `_X_AMZN_TRACE_ID`: the one thing that tells an event's age. In doubt, a code lives.
 * @returns A function that throws a refusal: `pool-not-allowed` or `code-expired`.
 */
export const createAdmit =
  (settings: Admission, traceHeader: () => string | undefined, now: () => number = Date.now) =>
  ({ userPoolId, stem }: EmailRequest): void => {
    if (settings.userPoolIds && !settings.userPoolIds.has(userPoolId)) {
      throw new Refusal('pool-not-allowed', `USER_POOL_IDS does not name ${userPoolId}`);
    }
    const accepted = acceptedAt(traceHeader(), now());
    if (accepted !== undefined && now() - accepted > lifetime(stem, settings)) {
      const minutes = Math.round((now() - accepted) / 60_000);
      throw new Refusal('code-expired', `the event is ${minutes} minutes old and its code has died`);
    }
  };

/** @throws {Refusal} `recipient-not-allowed` when neither the address nor its domain is in the list. */
export function checkRecipient(recipient: string, { allowedRecipients }: Admission): void {
  const address = recipient.toLowerCase();
  const domain = address.slice(address.lastIndexOf('@') + 1);
  if (allowedRecipients && !allowedRecipients.has(address) && !allowedRecipients.has(domain)) {
    throw new Refusal('recipient-not-allowed', 'ALLOWED_RECIPIENTS names neither the address nor its domain');
  }
}
