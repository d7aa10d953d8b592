import { type Reason, reasons } from '../../sender/failure/reason.ts';
import type { Fate } from '../../undelivered/kept-email.ts';
import type { DeliveryEvent } from '../find/delivery-event.ts';
import type { OutcomeLine } from '../find/find-outcomes.ts';
import { isRedirected, type TracedEmail } from './trace-emails.ts';

/**
 * How far an email has come. `arrived`: the person's mail server took it. `accepted`: SES took it, and has told nothing
 * since. `redirected`: it went to the redirect inbox. `kept`: it lies in the undelivered queue, or should. `gone`: it
 * was kept, and is in the queue no more. `deferred`: Lambda will try again. `unaccounted`: Lambda has tried for the
 * last time, and the queue does not show it.
 */
export type State =
  | 'arrived'
  | 'accepted'
  | 'redirected'
  | 'suppressed'
  | 'bounced'
  | 'complained'
  | 'rejected'
  | 'delayed'
  | 'kept'
  | 'gone'
  | 'skipped'
  | 'deferred'
  | 'unaccounted';

export interface End {
  readonly state: State;
  /** Why it was not sent, or not to the person; `none` where the function was killed or did not start. */
  readonly reason?: Reason | 'none';
  /** Where SES took or refused it. */
  readonly sesRegion?: string;
  readonly event?: DeliveryEvent;
  /** Of what is kept: whether it can still be of use. Absent where the queue did not show it. */
  readonly fate?: Fate;
  /** In milliseconds since 1970. */
  readonly expiresAt?: number;
}

/** What is known of the queue, when it does not show a record that should be in it. */
export interface QueueView {
  /** Whether all that it holds was seen. */
  readonly whole: boolean;
}

/** Lambda has tried for the last time by then: after one minute and two more, each try up to 20 seconds, and a margin. */
const retriesMs = 5 * 60_000;

/** @param now Milliseconds since 1970. */
export function endOf(email: TracedEmail, queue: QueueView, now: number): End {
  const line = email.lines.at(-1);
  if (line?.status === 'accepted') return endOfAccepted(email, line);
  const { kept } = email;
  const reason = kept?.reason ?? reasonIn(line);
  const where = line?.sesRegion ?? kept?.record.sesRegion;
  const about = { ...(reason && { reason }), ...(where !== undefined && { sesRegion: where }) };
  if (kept) {
    const { fate, expiresAt } = kept;
    return { state: 'kept', ...about, fate, ...(expiresAt !== undefined && { expiresAt }) };
  }
  switch (line?.status) {
    case 'undeliverable':
      return { state: queue.whole ? 'gone' : 'kept', ...about };
    case 'deferred':
      return { state: now - line.at < retriesMs ? 'deferred' : 'unaccounted', ...about };
    default:
      return { state: 'skipped', ...about };
  }
}

function endOfAccepted({ events }: TracedEmail, line: OutcomeLine): End {
  const about = line.sesRegion === undefined ? {} : { sesRegion: line.sesRegion };
  if (isRedirected(line)) {
    const reason = reasons.find((known) => known === line.refusedFor);
    return { state: 'redirected', ...about, ...(reason && { reason }) };
  }
  const event = events.findLast(({ sesMessageId }) => sesMessageId === line.sesMessageId);
  if (!event) return { state: 'accepted', ...about };
  return { state: stateOf(event), ...about, event };
}

function stateOf({ event, kind = '' }: DeliveryEvent): State {
  switch (event) {
    case 'Delivery':
      return 'arrived';
    case 'Complaint':
      return 'complained';
    case 'Reject':
      return 'rejected';
    case 'DeliveryDelay':
      return 'delayed';
    case 'Bounce':
      // Of the account's own list, and of the one that SES keeps for all.
      return /\/(OnAccountSuppressionList|Suppressed)$/.test(kind) ? 'suppressed' : 'bounced';
  }
}

const reasonIn = (line: OutcomeLine | undefined): Reason | undefined =>
  reasons.find((reason) => reason === line?.reason);
