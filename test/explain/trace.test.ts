import { describe, expect, test } from '@jest/globals';
import type { DeliveryEvent } from '../../src/explain/find/delivery-event.ts';
import type { OutcomeLine } from '../../src/explain/find/find-outcomes.ts';
import { momentsOf } from '../../src/explain/tell/moments.ts';
import { endOf } from '../../src/explain/trace/end-of-email.ts';
import { type Person, type Traces, traceEmails } from '../../src/explain/trace/trace-emails.ts';
import type { KeptEmail } from '../../src/undelivered/kept-email.ts';

const now = Date.parse('2026-03-20T15:00:00Z');
const minute = 60_000;
const ana = 'ana@example.com';

const line = (members: Partial<OutcomeLine> = {}): OutcomeLine => ({
  at: now - 30 * minute,
  status: 'accepted',
  codeId: 'c1',
  requestId: 'r1',
  recipient: 'a***@e***',
  sesRegion: 'eu-west-1',
  sesMessageId: 'm1',
  triggerSource: 'CustomEmailSender_SignUp',
  ...members,
});
const told = (event: DeliveryEvent['event'], members: Partial<DeliveryEvent> = {}): DeliveryEvent => ({
  event,
  sesMessageId: 'm1',
  at: now - 29 * minute,
  ...members,
});
const kept = (record: Partial<KeptEmail['record']> = {}, members: Partial<KeptEmail> = {}): KeptEmail => ({
  id: 'c1',
  copies: [],
  record: { keptBy: 'sender', keptAt: now - 30 * minute, event: {}, ...record },
  reason: 'sending-paused',
  keptAt: now - 30 * minute,
  expiresAt: now + 60 * minute,
  fate: 'living',
  ...members,
});

const person: Person = { has: (address) => address === ana, isUser: () => false };
const trace = (traces: Partial<Traces>, whom: Partial<Person> = {}) =>
  traceEmails({ lines: [], events: [], kept: [], insights: new Map(), ...traces }, { ...person, ...whom });
const endsOf = (traces: Partial<Traces>, whole = true) =>
  trace(traces).emails.map((email) => endOf(email, { whole }, now));

describe('one email', () => {
  test('is every try of one code, whoever asked for it again', () => {
    const tries = [
      line({ status: 'deferred', reason: 'throttled' }),
      line({ requestId: 'r2', at: now - minute }),
      line({ codeId: 'c2', requestId: 'r3' }),
    ];
    expect(trace({ lines: tries }).emails.map(({ lines }) => lines.length)).toEqual([1, 2]);
  });

  test('is every try of one sign-in, for a take-over warning, which has no code', () => {
    const { codeId: _, ...warning } = line({
      triggerSource: 'CustomEmailSender_AccountTakeOverNotification',
    });
    const tries = [
      { ...warning, eventId: 'e1', requestId: 'r1' },
      { ...warning, eventId: 'e1', requestId: 'r2' },
    ];
    expect(trace({ lines: tries }).emails).toHaveLength(1);
  });

  test('is one that Lambda kept, though the function never wrote a line', () => {
    const { id: _, ...record } = kept({ keptBy: 'lambda', requestId: 'r1', recipient: ana });
    expect(endsOf({ kept: [{ ...record, reason: 'none' }] })).toMatchObject([
      { state: 'kept', reason: 'none' },
    ]);
  });
});

describe('whose an email is', () => {
  test.each<[string, Partial<Traces>, string[], number]>([
    ['nobody can tell by a mask', { lines: [line()] }, ['perhaps'], 0],
    ['its record tells', { lines: [line()], kept: [kept({ recipient: ana })] }, ['theirs'], 0],
    ['its record tells of others', { lines: [line()], kept: [kept({ recipient: 'al@e.org' })] }, [], 1],
    [
      'SES tells',
      { lines: [line()], insights: new Map([['m1', { recipient: ana, events: [] }]]) },
      ['theirs'],
      0,
    ],
    ['SES tells of others', { lines: [line()], events: [told('Bounce', { recipient: 'al@e.org' })] }, [], 1],
    ['a record of others without a line is none of it', { kept: [kept({ recipient: 'al@e.org' })] }, [], 0],
    [
      'what was redirected went to another address, which tells nothing',
      {
        lines: [line({ refusedIn: 'eu-west-1', refusedFor: 'sandbox-recipient-unverified' })],
        insights: new Map([['m1', { recipient: 'inbox@example.com', events: [] }]]),
      },
      ['perhaps'],
      0,
    ],
  ])('%s', (_, traces, whose, others) => {
    const traced = trace(traces);
    expect(traced.emails.map((email) => email.whose)).toEqual(whose);
    expect(traced.others).toBe(others);
  });

  test('a kept take-over warning names its user alone, and the pool knows the user', () => {
    const warning = kept({ userPoolId: 'p' }, { id: 'e1', userName: 'u1' });
    expect(trace({ kept: [warning] }).emails).toEqual([]);
    const known = trace({ kept: [warning] }, { isUser: (pool, name) => pool === 'p' && name === 'u1' });
    expect(known.emails).toMatchObject([{ whose: 'theirs' }]);
  });

  test('where a code is looked for, whose it is does not matter', () => {
    const traces = { lines: [line()], kept: [kept({ recipient: 'al@e.org' }), kept({}, { id: 'c2' })] };
    expect(trace(traces, { codeId: 'c1' }).emails).toMatchObject([{ id: 'c1', whose: 'theirs' }]);
  });
});

describe('how far an email has come', () => {
  test.each<[string, Partial<Traces>, string]>([
    ['accepted, and nothing since', { lines: [line()] }, 'accepted'],
    ['taken by the mail server', { lines: [line()], events: [told('Delivery')] }, 'arrived'],
    [
      'delayed, then taken',
      { lines: [line()], events: [told('Delivery', { at: now }), told('DeliveryDelay')] },
      'arrived',
    ],
    [
      'on SES’s own list',
      { lines: [line()], events: [told('Bounce', { kind: 'Permanent/Suppressed' })] },
      'suppressed',
    ],
    [
      'bounced for a full mailbox',
      { lines: [line()], events: [told('Bounce', { kind: 'Transient/MailboxFull' })] },
      'bounced',
    ],
    [
      'sent to the redirect inbox',
      { lines: [line({ refusedIn: 'eu-west-1', refusedFor: 'sandbox-recipient-unverified' })] },
      'redirected',
    ],
    [
      'sent by another Region than the first',
      { lines: [line({ refusedIn: 'eu-central-1', refusedFor: 'sending-paused' })] },
      'accepted',
    ],
    [
      'kept, then sent again, its record not yet removed',
      { lines: [line({ status: 'undeliverable' }), line({ at: now })], kept: [kept({ recipient: ana })] },
      'accepted',
    ],
    ['kept', { lines: [line({ status: 'undeliverable' })], kept: [kept({ recipient: ana })] }, 'kept'],
    ['kept, and gone', { lines: [line({ status: 'undeliverable' })] }, 'gone'],
    ['deferred a moment ago', { lines: [line({ status: 'deferred', at: now - minute })] }, 'deferred'],
    ['deferred long ago', { lines: [line({ status: 'deferred' })] }, 'unaccounted'],
    ['skipped', { lines: [line({ status: 'skipped', reason: 'code-expired' })] }, 'skipped'],
  ])('%s', (_, traces, state) => {
    expect(endsOf(traces)).toMatchObject([{ state }]);
  });

  test('is not said to be gone of one that others may hold', () => {
    expect(endsOf({ lines: [line({ status: 'undeliverable' })] }, false)).toMatchObject([{ state: 'kept' }]);
  });
});

test('no event is shown before what it is about, whatever the clocks say', () => {
  const early = told('Bounce', { at: now - 31 * minute });
  const [email] = trace({ lines: [line()], events: [early] }).emails;
  const moments = email ? momentsOf(email, () => 'title') : [];
  expect(moments.map(({ at }) => at)).toEqual([now - 30 * minute, now - 31 * minute]);
});
