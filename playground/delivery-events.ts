import type { LogEvent } from './logs.ts';

/** What SES tells of an email after it has accepted it, as its event destinations have it. */
export interface DeliveryEvent {
  readonly event: 'Delivery' | 'Bounce' | 'Complaint' | 'Reject' | 'DeliveryDelay';
  /** As in `Permanent/OnAccountSuppressionList`. */
  readonly bounce?: `${'Permanent' | 'Transient' | 'Undetermined'}/${string}`;
  /** SMTP's enhanced status of a bounce: RFC 3463. */
  readonly status?: string;
  readonly complaint?: string;
  readonly delay?: string;
}

/** An email that SES has accepted, and what it has told of it so far. */
export interface TrackedMessage {
  readonly id: string;
  /** When SES accepted it, ISO 8601. */
  readonly at: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly configurationSet: string;
  readonly triggerSource: string;
  readonly events: DeliveryEvent[];
}

/** Where mail does not arrive. */
interface Obstacles {
  readonly suppressed: ReadonlySet<string>;
  readonly fates: ReadonlyMap<string, DeliveryEvent>;
}

/** What becomes of mail to an address: the Region's own answer, the simulator's, or it arrives. AWS docs: "Using the mailbox simulator". */
export function fateOf({ suppressed, fates }: Obstacles, address: string): DeliveryEvent {
  if (suppressed.has(address)) return { event: 'Bounce', bounce: 'Permanent/OnAccountSuppressionList' };
  const simulated = address.match(
    /^(bounce|complaint|suppressionlist)(?:\+.*)?@simulator\.amazonses\.com$/,
  )?.[1];
  switch (simulated) {
    case 'bounce':
      return { event: 'Bounce', bounce: 'Permanent/General', status: '5.1.1' };
    case 'complaint':
      return { event: 'Complaint', complaint: 'abuse' };
    case 'suppressionlist':
      return { event: 'Bounce', bounce: 'Permanent/Suppressed' };
    default:
      return fates.get(address) ?? { event: 'Delivery' };
  }
}

/** Writes an event into the log groups that a stack keeps delivery events in. */
export function keepDeliveryEvent(
  groups: ReadonlyMap<string, LogEvent[]>,
  message: TrackedMessage,
  event: DeliveryEvent,
): void {
  for (const [name, lines] of groups) {
    if (name.startsWith('/aws/events/'))
      lines.push({ timestamp: Date.now(), message: lineOf(message, event) });
  }
}

/** How long SES took to hand a mail over, in milliseconds. */
const processingTime = 734;

/** As template.yaml's rule writes it: what an event does not have leaves nothing where it would stand. */
export const lineOf = (
  { id, at, configurationSet, triggerSource }: TrackedMessage,
  { event, bounce, status = '', complaint = '', delay = '' }: DeliveryEvent,
): string =>
  `event=${event} sesMessageId=${id} sent=${at} bounce=${bounce ?? '/'} status=${status} complaint=${complaint} delay=${delay} ${configurationSet} ${triggerSource} ${event === 'Delivery' ? processingTime : ''}`;
