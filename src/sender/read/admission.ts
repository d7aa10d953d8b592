import { type LifetimeSettings, lifetimeOf, milliseconds } from '../../trigger-source.ts';
import type { EmailRequest } from '../email-request.ts';
import { Refusal } from '../failure/refusal.ts';
import { acceptedAt, type EventAge } from './expiry.ts';

export interface Admission extends LifetimeSettings {
  /** Pools whose events are accepted; any where absent. */
  readonly userPoolIds?: ReadonlySet<string>;
}

/**
 * Makes the check of an event that costs nothing: is it from one of our pools, and is its code still of use?
 * An event of unknown age is let through.
 *
 * @returns A function that throws a refusal: `pool-not-allowed` or `code-expired`.
 */
export const createAdmit =
  (settings: Admission, { traceHeader, now = Date.now }: EventAge) =>
  ({ userPoolId, stem }: EmailRequest): void => {
    if (settings.userPoolIds && !settings.userPoolIds.has(userPoolId)) {
      throw new Refusal('pool-not-allowed', `USER_POOL_IDS does not name ${userPoolId}`);
    }
    const accepted = acceptedAt(traceHeader(), now());
    if (accepted !== undefined && now() - accepted > milliseconds(lifetimeOf(stem, settings))) {
      const minutes = Math.round((now() - accepted) / 60_000);
      throw new Refusal('code-expired', `the event is ${minutes} minutes old and its code has expired`);
    }
  };
