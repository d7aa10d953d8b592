import type { Invoked } from '../../canary/invoke-sender.ts';
import { isRedirected } from './accepted-before.ts';

/** What became of one kept email. */
export type Result =
  /** SES took it, now or before: its records are gone. */
  | 'accepted'
  | 'accepted-before'
  /** The function skipped it on purpose, with its reason: its records are gone. */
  | 'skipped'
  /** The function could not send it and has kept it once more; or asks to be tried later; or could not be run. */
  | 'kept'
  | 'deferred'
  | 'not-run'
  /** SANDBOX_REDIRECT_TO's inbox got it, the person nothing. */
  | 'redirected'
  /** How it ended was not seen, so SES may have taken it. Looked up when it is tried next. */
  | 'unknown'
  /** Not sent because its address is not the user's, there is no such user, or its records contradict each other. */
  | 'refused'
  /** The user pool did not say what the user's address is. */
  | 'unchecked'
  /** Somebody else took its records meanwhile. */
  | 'taken'
  /** Expired while it waited for its turn. */
  | 'expired'
  /** Not reached, or not tried because the cause that it was kept for goes on. */
  | 'not-tried';

export interface Ended {
  readonly result: Result;
  /** The sender's reason. */
  readonly reason?: string;
  /** What else there is to say, in a few words. */
  readonly why?: string;
  readonly sesMessageId?: string;
  /** Whether its records were to be removed and are still there. */
  readonly stillThere?: true;
}

/** Whether an email is settled, so that its records are to leave the queue. */
export const isSettled = ({ result }: Ended): boolean =>
  result === 'accepted' || result === 'accepted-before' || result === 'skipped';

/** What an invocation that came to an end says of its email. */
export function endedAs({ outcome, thrown }: Invoked): Ended {
  const reason = outcome?.reason === undefined ? {} : { reason: outcome.reason };
  switch (outcome?.status) {
    case 'accepted': {
      const { sesMessageId, refusedFor } = outcome;
      if (isRedirected(outcome))
        return { result: 'redirected', ...(refusedFor !== undefined && { reason: refusedFor }) };
      return { result: 'accepted', ...(sesMessageId !== undefined && { sesMessageId }) };
    }
    case 'skipped':
      return { result: 'skipped', ...reason };
    case 'undeliverable':
      return { result: 'kept', ...reason };
    case 'deferred':
      // SendEmail has no idempotency token: a call that was given up may have been heard.
      return outcome.reason === 'timed-out' && outcome.stage === 'send'
        ? { result: 'unknown', ...reason, why: 'SES did not answer in time' }
        : { result: 'deferred', ...reason };
    default:
      return { result: 'unknown', why: `the function ended without an outcome (${thrown ?? 'no error'})` };
  }
}
