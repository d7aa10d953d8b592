/** What SES told of an email after it had accepted it. */
export interface DeliveryEvent {
  readonly event: 'Delivery' | 'Bounce' | 'Complaint' | 'Reject' | 'DeliveryDelay';
  readonly sesMessageId: string;
  /** When it was told, in milliseconds since 1970. */
  readonly at: number;
  /** Type and sub-type of a bounce, as in `Permanent/OnAccountSuppressionList`; the kind of a complaint or a delay. */
  readonly kind?: string;
  /** SMTP's enhanced status of a bounce, as in `5.1.1`. */
  readonly status?: string;
  /** Whom the email went to, in clear, where the event says so: never to be shown. */
  readonly recipient?: string;
}

const names: ReadonlySet<unknown> = new Set(['Delivery', 'Bounce', 'Complaint', 'Reject', 'DeliveryDelay']);

/**
 * Reads a line of a log group that keeps delivery events: as the stack's own rule writes it (`event=Bounce
 * sesMessageId=… …`), or SES's event as it came over EventBridge.
 *
 * @param at When it was written, in milliseconds since 1970.
 */
export function readDeliveryEvent(line: string, at: number): DeliveryEvent | undefined {
  return line.trimStart().startsWith('{') ? fromJson(line, at) : fromText(line, at);
}

function fromText(line: string, at: number): DeliveryEvent | undefined {
  const value = (name: string): string => line.match(new RegExp(`(?:^|\\s)${name}=(\\S*)`))?.[1] ?? '';
  const bounce = value('bounce').replace(/^\/$/, '');
  return eventOf(value('event'), {
    sesMessageId: value('sesMessageId'),
    at,
    kind: bounce || value('complaint') || value('delay'),
    status: value('status'),
    recipient: '',
  });
}

function fromJson(line: string, at: number): DeliveryEvent | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  const detail = member(parsed, 'detail') ?? parsed;
  const [bounce, complaint, delay] = ['bounce', 'complaint', 'deliveryDelay'].map((name) =>
    member(detail, name),
  );
  const types = [member(bounce, 'bounceType'), member(bounce, 'bounceSubType')].filter(isText);
  const bounced = member(member(bounce, 'bouncedRecipients'), '0');
  const kinds = [types.join('/'), member(complaint, 'complaintFeedbackType'), member(delay, 'delayType')];
  return eventOf(member(detail, 'eventType'), {
    sesMessageId: textOf(member(member(detail, 'mail'), 'messageId')),
    at,
    kind: (kinds.find((kind) => isText(kind) && kind !== '') as string | undefined) ?? '',
    status: textOf(member(bounced, 'status')),
    recipient: textOf(member(member(member(detail, 'mail'), 'destination'), '0')),
  });
}

function eventOf(
  event: unknown,
  { sesMessageId, at, kind, status, recipient }: Required<Omit<DeliveryEvent, 'event'>>,
): DeliveryEvent | undefined {
  if (!names.has(event) || sesMessageId === '') return undefined;
  return {
    event: event as DeliveryEvent['event'],
    sesMessageId,
    at,
    ...(kind && { kind }),
    ...(status && { status }),
    ...(recipient && { recipient }),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const textOf = (value: unknown): string => (isText(value) ? value : '');

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
