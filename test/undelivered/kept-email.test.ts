import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canaryEvent } from '../../src/canary/canary-event.ts';
import { startInvocation } from '../../src/sender/invocation.ts';
import { type KeptEmail, sortMessages } from '../../src/undelivered/kept-email.ts';
import type { HeldMessage } from '../../src/undelivered/kept-queue.ts';
import { sampleEvent } from '../support/events.ts';

const settings = { authenticationCodeMinutes: 3, temporaryPasswordDays: 7 };
const now = Date.parse('2026-03-20T12:00:00Z');
const inMinutes = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();

let count = 0;
const held = (body: unknown): HeldMessage => {
  count += 1;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { id: `m${count}`, receipt: `r${count}`, body: text, claim: { left: () => 60_000 } };
};
const record = (more: object = {}) => ({
  version: 1,
  reason: 'sending-paused',
  at: inMinutes(-30),
  expiresAt: inMinutes(30),
  event: sampleEvent('sign-up'),
  ...more,
});
const sort = (...bodies: unknown[]) => sortMessages(bodies.map(held), settings, now);
const only = ({ emails }: { readonly emails: readonly KeptEmail[] }): KeptEmail => {
  expect(emails).toHaveLength(1);
  return emails[0] as KeptEmail;
};

describe('messages of the undelivered queue', () => {
  test('of one code are one email, that died when the strictest of them says, kept for what the newest says', () => {
    const email = only(
      sort(
        record({ at: inMinutes(-5), expiresAt: inMinutes(600), reason: 'daily-quota-exceeded' }),
        record({ at: inMinutes(-90), expiresAt: inMinutes(10) }),
        // Lambda's own: a sign-up code lives 24 hours.
        { version: '1.0', timestamp: inMinutes(-60), requestPayload: sampleEvent('sign-up') },
      ),
    );
    expect(email).toMatchObject({
      reason: 'daily-quota-exceeded',
      keptAt: now - 90 * 60_000,
      expiresAt: now + 10 * 60_000,
      fate: 'living',
    });
    expect(email.copies).toHaveLength(3);
  });

  test('are told apart by their codes, take-over warnings by their sign-ins, and come oldest first', () => {
    const warning = sampleEvent('account-take-over-notification');
    const another = sampleEvent('account-take-over-notification');
    another.request.userAttributes['EVENT_ID'] = crypto.randomUUID();
    const { emails } = sort(
      record({ at: inMinutes(-1), event: warning }),
      record({ at: inMinutes(-3), event: another }),
      record({ at: inMinutes(-2), event: warning }),
      record({ at: inMinutes(-9) }),
      record({ at: inMinutes(-7), event: sampleEvent('forgot-password') }),
    );
    expect(emails.map(({ keptAt }) => (keptAt - now) / 60_000)).toEqual([-9, -7, -3, -2]);
  });

  test.each(['2F1B6F0E-8A0D-4D5C-9C0F-1C3B5A7D9E11', 'sign-in 7', '") || { $.a = "b'])(
    'of one take-over warning are one email, whatever form Cognito gives its id: %s',
    (id) => {
      const warning = sampleEvent('account-take-over-notification');
      warning.request.userAttributes['EVENT_ID'] = id;
      const email = only(sort(record({ event: warning }), record({ event: warning })));
      expect(email.fate).toBe('living');
      // By the same id its outcome is in the function's log, where a redrive that was cut off looks for it.
      expect(email.id).toBe(startInvocation(warning, 0).details.eventId);
    },
  );

  test.each<[string, object]>([
    ['another address', { request: { userAttributes: { email: 'eve@example.org' } } }],
    ['another user', { userName: 'eve' }],
    ['another pool', { userPoolId: 'eu-west-1_Elsewhere' }],
  ])('of one code with %s contradict each other', (_, more) => {
    const event = sampleEvent('sign-up');
    const changed = { ...event, ...more, request: { ...event.request, ...(more as typeof event).request } };
    expect(only(sort(record(), record({ event: changed }))).fate).toBe('contradictory');
  });

  test.each<[string, unknown, KeptEmail['fate']]>([
    ['whose code has died', record({ expiresAt: inMinutes(0) }), 'expired'],
    ['that nobody knows the end of', record({ expiresAt: null }), 'living'],
    ['too large to be kept', record({ event: null }), 'too-large'],
    [
      'of a test of ours',
      record({
        event: canaryEvent({
          userPoolId: 'eu-west-1_Ab',
          ciphertext: sampleEvent('sign-up').request.code ?? '',
        }),
      }),
      'test',
    ],
    [
      'that Lambda kept an hour and a reset code ago',
      { version: '1.0', timestamp: inMinutes(-58), requestPayload: sampleEvent('forgot-password') },
      'expired',
    ],
  ])('an email %s', (_, body, fate) => {
    expect(only(sort(body)).fate).toBe(fate);
  });

  test('that are no records are told, not judged', () => {
    const { emails, strangers } = sort('hello', '[]', 'null', '{"version":1}');
    expect(emails).toEqual([]);
    expect(strangers).toHaveLength(4);
  });

  test('never break it, and what it takes for an id is one', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.constantFrom(
          null,
          1,
          inMinutes(3),
          'CustomEmailSender_AccountTakeOverNotification',
          '") || { $.a = "b',
        ),
        fc.dictionary(
          fc.constantFrom(
            'request',
            'userAttributes',
            'EVENT_ID',
            'USER_NAME',
            'triggerSource',
            'userName',
            'code',
            'codeId',
            'email',
          ),
          tie('any'),
        ),
      ),
    })).any;
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value)), (events) => {
        const { emails } = sort(...events.map(([event, codeId]) => record({ event, codeId })));
        for (const { id } of emails)
          expect(id ?? '').toMatch(/^([\da-f]{32,64}|[\da-f-]{36}|sha256-[\da-f]{32})?$/);
      }),
    );
  });
});
