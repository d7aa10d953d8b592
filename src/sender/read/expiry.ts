import { isTriggerSource, type Stem, stem } from '../../trigger-source.ts';
import type { Invocation } from '../invocation.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The pool's own settings that decide how long a code lives. */
export interface Lifetimes {
  readonly authenticationCodeMinutes: number;
  readonly temporaryPasswordDays: number;
}

/**
 * How long what an email carries is of use, in milliseconds. AWS docs: "Signing up and confirming user accounts" (24
 * hours), ForgotPassword (1 hour), AuthSessionValidity and TemporaryPasswordValidityDays for the two that are set.
 */
export function lifetime(
  stem: Stem,
  { authenticationCodeMinutes, temporaryPasswordDays }: Lifetimes,
): number {
  switch (stem) {
    case 'forgot-password':
      return hour;
    case 'authentication':
      return authenticationCodeMinutes * minute;
    case 'admin-create-user':
      return temporaryPasswordDays * day;
    case 'account-take-over-notification':
      // A warning carries no code that could die: it is worth sending for as long as a queue can hold it.
      return 14 * day;
    default:
      return day;
  }
}

/**
 * When Lambda accepted an event, from the trace header's `Root=1-<8 hex digits of epoch seconds>-…`.
 *
 * @returns Milliseconds since 1970; undefined when there is no header or it makes no sense.
 */
export function acceptedAt(traceHeader: string | undefined, now: number): number | undefined {
  const seconds = traceHeader?.match(/(?:^|;)\s*Root=1-([0-9a-f]{8})-/)?.[1];
  if (seconds === undefined) return undefined;
  const time = Number.parseInt(seconds, 16) * 1000;
  // Lambda holds an event for six hours at most; a time outside of that is no event's.
  return time > now - 12 * hour && time < now + 5 * minute ? time : undefined;
}

/**
 * Makes the function that says when what an email carries dies: so long after Lambda accepted the event, or after
 * now where that is not known.
 *
 * @returns A function from an invocation to ISO 8601, or null for an event of no known trigger source.
 */
export const createExpiresAt =
  (lifetimes: Lifetimes, traceHeader: () => string | undefined, now: () => number = Date.now) =>
  ({ details: { triggerSource } }: Invocation): string | null => {
    if (!isTriggerSource(triggerSource)) return null;
    const start = acceptedAt(traceHeader(), now()) ?? now();
    return new Date(start + lifetime(stem(triggerSource), lifetimes)).toISOString();
  };
