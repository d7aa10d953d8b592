import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineOf, type DeliveryEvent as Told } from '../../playground/delivery-events.ts';
import { readDeliveryEvent } from '../../src/explain/find/delivery-event.ts';

const at = Date.parse('2026-03-20T14:00:00Z');
const id = '0102018c2f1b6f0e-8a0d4d5c-9c0f-1c3b-5a7d-9e1100000000-000000';
const message = {
  id,
  at: '2026-03-20T13:59:58.000Z',
  to: 'ana@example.com',
  from: 'no-reply@auth.example.com',
  subject: 'Confirm',
  configurationSet: 'authentication',
  triggerSource: 'sign-up',
  events: [],
};

/** What EventBridge makes of an event by template.yaml's rule: a path that leads nowhere leaves nothing. */
function byTheRule({ event, bounce, status, complaint, delay }: Told): string {
  const template = readFileSync(new URL('../../template.yaml', import.meta.url), 'utf8');
  const text =
    template
      .match(/InputTemplate: >-\n((?: {14}.*\n)+)/)?.[1]
      ?.replace(/\s+/g, ' ')
      .trim() ?? '';
  const values: Readonly<Record<string, string | undefined>> = {
    time: String(at),
    event,
    messageId: id,
    sent: message.at,
    triggerSource: message.triggerSource,
    bounceType: bounce?.split('/')[0],
    bounceSubType: bounce?.split('/')[1],
    status,
    complaint,
    delay,
    set: message.configurationSet,
    milliseconds: event === 'Delivery' ? '734' : undefined,
  };
  return JSON.parse(text.replace(/<(\w+)>/g, (_, name) => values[name] ?? '')).message;
}

const told: readonly (readonly [Told, object])[] = [
  [
    { event: 'Bounce', bounce: 'Permanent/General', status: '5.1.1' },
    { kind: 'Permanent/General', status: '5.1.1' },
  ],
  [
    { event: 'Bounce', bounce: 'Permanent/OnAccountSuppressionList' },
    { kind: 'Permanent/OnAccountSuppressionList' },
  ],
  [{ event: 'Complaint', complaint: 'abuse' }, { kind: 'abuse' }],
  [{ event: 'Complaint' }, {}],
  [{ event: 'DeliveryDelay', delay: 'MailboxFull' }, { kind: 'MailboxFull' }],
  [{ event: 'Reject' }, {}],
  [{ event: 'Delivery' }, {}],
];

describe('a delivery event', () => {
  test.each(told)('%j is read as the stack’s rule writes it, and so the playground', (event, more) => {
    const line = byTheRule(event);
    expect(readDeliveryEvent(line, at)).toEqual({ event: event.event, sesMessageId: id, at, ...more });
    expect(lineOf(message, event)).toBe(line);
  });

  test('is read as SES itself writes it, with whom it went to', () => {
    // AWS docs, "Examples of event data": what EventBridge has in `detail`.
    const event = {
      'detail-type': 'Email Bounced',
      source: 'aws.ses',
      detail: {
        eventType: 'Bounce',
        bounce: {
          bounceType: 'Transient',
          bounceSubType: 'MailboxFull',
          bouncedRecipients: [{ emailAddress: 'ana@example.com', status: '4.2.2' }],
        },
        mail: { messageId: id, destination: ['ana@example.com'] },
      },
    };
    const read = {
      event: 'Bounce',
      sesMessageId: id,
      at,
      kind: 'Transient/MailboxFull',
      status: '4.2.2',
      recipient: 'ana@example.com',
    };
    expect(readDeliveryEvent(JSON.stringify(event), at)).toEqual(read);
    expect(readDeliveryEvent(JSON.stringify(event.detail), at)).toEqual(read);
  });

  test.each(['', 'START RequestId', 'event=Open sesMessageId=1', 'event=Bounce sesMessageId=', '{', '{}'])(
    'is not read from %j',
    (line) => {
      expect(readDeliveryEvent(line, at)).toBeUndefined();
    },
  );

  test('is never read with an error', () => {
    const json = fc.json({ maxDepth: 4 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          json,
          json.map((text) => `{"detail":${text}}`),
        ),
        (line) => {
          readDeliveryEvent(line, at);
        },
      ),
    );
  });
});
