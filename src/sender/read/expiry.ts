import {
  isTriggerSource,
  type LifetimeSettings,
  lifetimeOf,
  milliseconds,
  stem,
} from '../../trigger-source.ts';

const minute = 60_000;
const hour = 60 * minute;

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

/** The clock, and the invocation's `_X_AMZN_TRACE_ID`: the one thing that tells an event's age. */
export interface EventAge {
  readonly traceHeader: () => string | undefined;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** When the code of an event was made, or a little later: when Lambda accepted the event, else now. */
export function madeAt({ traceHeader, now = Date.now }: EventAge): number {
  return acceptedAt(traceHeader(), now()) ?? now();
}

/**
 * Makes the function that says when what an email carries expires: so long after Lambda accepted the event, or after
 * now where that is not known.
 *
 * @returns A function from an event's trigger source to ISO 8601, or null where the source is unknown.
 */
export const createExpiresAt =
  (settings: LifetimeSettings, age: EventAge) =>
  (triggerSource: string | undefined): string | null => {
    if (!isTriggerSource(triggerSource)) return null;
    return new Date(madeAt(age) + milliseconds(lifetimeOf(stem(triggerSource), settings))).toISOString();
  };
