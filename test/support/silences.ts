import type { FindingId } from '../../src/setup/verdict.ts';
import type { Point } from './alarm-clock.ts';

/** A way in which emails, or what tells of them, could end without anybody knowing. */
export interface Silence {
  readonly what: string;
  /** Numbers that are published from then on, beside those of a quiet installation that it leaves as they are. */
  readonly points: readonly Point[];
  /** What of a quiet installation's numbers ends with it. */
  readonly ends: readonly string[];
  /** Whether the sender itself alerts at its first email, a canary's too. */
  readonly alert?: 'canary' | 'user';
  /** What the daily look at the set-up finds. */
  readonly finding?: FindingId;
  /** Whether a deployment that brings it about is refused. */
  readonly gate?: boolean;
  /** Whether the alert topic is what is broken: only what goes to SecondAlarmActionArn is heard. */
  readonly deaf?: boolean;
}

/** Minutes at which a canary is sent, of one that is sent each hour; the worst case: what goes wrong does so just after one. */
export const canaries = (from: number, to: number): number[] =>
  Array.from({ length: Math.ceil((to - from) / 60) + 1 }, (_, index) => from + index * 60).filter(
    (at) => at <= to,
  );

const horizon = 600;
const after = canaries(59, horizon);

const each = (times: readonly number[], ...metrics: readonly (readonly [string, number])[]): Point[] =>
  times.flatMap((at) => metrics.map(([metric, value]) => ({ metric, at, value })));

/** An installation at rest: nobody signs up, and the canary is accepted and delivered. */
export const quiet: readonly Point[] = each(
  canaries(-1 - 60 * 6, horizon),
  ['CanaryAccepted', 1],
  ['EmailAccepted', 1],
  ['Send', 1],
  ['Delivery', 1],
  ['DeliveryTime', 800],
);
const ofEmails = ['CanaryAccepted', 'EmailAccepted', 'Send', 'Delivery', 'DeliveryTime'];

/** The canary reaches the sender, which keeps it and alerts. */
const refused = (what: string, rest: Partial<Silence> = {}): Silence => ({
  what,
  ends: ofEmails,
  points: each(
    after,
    ['CanaryAccepted', 0],
    ['EmailUndeliverable', 1],
    ['ApproximateNumberOfMessagesVisible', 1],
  ),
  alert: 'canary',
  ...rest,
});
/** The canary does not get as far as the sender's own voice. */
const unheard = (what: string, rest: Partial<Silence> = {}): Silence => ({
  what,
  ends: ofEmails,
  points: each(after, ['CanaryAccepted', 0]),
  ...rest,
});
const crashing = (what: string): Silence =>
  unheard(what, { points: each(after, ['CanaryAccepted', 0], ['Errors', 1]), gate: true });
/** The canary goes through, and what is amiss is seen by looking. */
const unseen = (what: string, finding: FindingId, rest: Partial<Silence> = {}): Silence => ({
  what,
  ends: [],
  points: [],
  finding,
  ...rest,
});
/** Users write: one every six minutes, from the first minute on. */
const users = Array.from({ length: 60 }, (_, index) => 1 + index * 6);

export const silences: readonly Silence[] = [
  unseen('A pool’s permission to call the function is removed', 'pool-permission'),
  unseen('A pool’s trigger is replaced or taken off', 'pool-trigger'),
  unseen('A pool is attached and not in UserPoolIds', 'pool-accepted'),
  unseen('A pool that is named is deleted', 'pool'),
  unheard('The alias is deleted'),
  unheard('The function is deleted', { finding: 'function' }),
  unheard('Reserved concurrency is set to 0', {
    points: each(after, ['CanaryAccepted', 0], ['Throttles', 3]),
    finding: 'function-concurrency',
  }),
  crashing('The function does not start: a variable is wrong, a module is missing'),
  crashing('The function runs out of memory or time'),
  unheard('The codes’ key is disabled', { finding: 'key' }),
  unheard('The codes’ key is scheduled for deletion', { finding: 'key' }),
  unheard('A pool encrypts under a key that the stack does not know', { finding: 'pool-key', gate: true }),
  refused('The role may not decrypt any more', { gate: true }),
  refused('The role may not send any more', { gate: true }),
  refused('The identity is deleted or no longer verified', { finding: 'identity', gate: true }),
  refused('The configuration set is deleted', { finding: 'configuration-set', gate: true }),
  refused('The configuration set’s sending is paused', { finding: 'configuration-set-sending' }),
  refused('AWS pauses the account’s sending', { finding: 'sending-enabled' }),
  refused('AWS suspends the account', { finding: 'reputation' }),
  refused('The daily quota is used up', { finding: 'daily-quota' }),
  unseen('The account is in the sandbox (again)', 'production-access', {
    points: each(users, ['EmailUndeliverable', 1]),
    alert: 'user',
  }),
  unseen('DKIM’s records are gone from DNS', 'dns-dkim'),
  unseen('The MAIL FROM domain’s MX record is gone', 'dns-mail-from-mx'),
  unseen('The DMARC record refuses what SES sends', 'dmarc-alignment'),
  unheard('SES throttles or is down', {
    points: each(after, ['CanaryAccepted', 0], ['EmailDeferred', 1], ['Errors', 1]),
  }),
  {
    what: 'The preferred Region cannot send, another does',
    ends: ['Send', 'Delivery', 'DeliveryTime'],
    points: each(after, ['FailedOver', 1]),
    alert: 'canary',
  },
  {
    what: 'Users write, and mail servers refuse every email (a blocklist, TLS, DMARC)',
    ends: [],
    points: each(users, ['Send', 1], ['Bounce', 1]),
  },
  {
    what: 'Users’ addresses are on the suppression list',
    ends: [],
    points: each(users, ['Send', 1], ['Bounce', 1], ['EmailSuppressed', 1]),
  },
  {
    what: 'SES accepts every email and drops it (auto validation)',
    ends: ['Delivery', 'DeliveryTime'],
    points: [],
    finding: 'auto-validation',
  },
  {
    what: 'Users’ emails go to SandboxRedirectTo',
    ends: [],
    points: each(users, ['SandboxRedirected', 1]),
    alert: 'user',
  },
  {
    what: 'Events wait in Lambda’s queue until their codes have expired',
    ends: [],
    points: each(users, ['AsyncEventAge', 240_000], ['EmailSkipped code-expired', 1]),
  },
  {
    what: 'Lambda gives events up after the last try',
    ends: [],
    points: each([30], ['AsyncEventsDropped', 1]),
  },
  {
    what: 'The role may not write to the undelivered queue, or its policy denies it, and an event fails',
    ends: [],
    points: each([30], ['DestinationDeliveryFailures', 1]),
  },
  unseen('The undelivered queue is deleted', 'queue'),
  {
    what: 'Kept events are forgotten in the undelivered queue',
    ends: [],
    points: Array.from({ length: 300 }, (_, at) => [
      { metric: 'ApproximateNumberOfMessagesVisible', at: at + 1, value: 1 },
      { metric: 'ApproximateAgeOfOldestMessage', at: at + 1, value: at * 60 },
    ]).flat(),
  },
  unseen('The alert topic is deleted', 'alert-topic', { deaf: true }),
  unseen('The alert topic’s key is disabled', 'alert-key', { deaf: true }),
  unseen('Nobody is subscribed, or has confirmed', 'alert-subscriptions', { deaf: true }),
  {
    what: 'A subscriber’s endpoint refuses alerts',
    ends: [],
    points: each([30], ['NumberOfNotificationsFailed', 1]),
  },
  { what: 'The function may not publish alerts', ends: [], points: each([30], ['AlertFailed', 1]) },
  { what: 'The watch’s schedule is disabled', ends: ofEmails, points: [] },
  { what: 'The watch may not be invoked, or is deleted', ends: ofEmails, points: [] },
  { what: 'The watch fails', ends: ofEmails, points: each(after, ['Errors of the watch', 1]) },
  { what: 'The rule for delivery events is disabled', ends: ['DeliveryTime'], points: [] },
  {
    what: 'EventBridge may not write to the log of delivery events',
    ends: ['DeliveryTime'],
    points: each(after, ['FailedInvocations', 1]),
  },
  unseen('SES’s event destination is disabled', 'event-destinations', {
    ends: ['Send', 'Delivery', 'DeliveryTime'],
  }),
];
