import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { acceptedAt } from '../../../src/sender/read/expiry.ts';
import { stem, type TriggerSource, triggerSources } from '../../../src/trigger-source.ts';
import { anEvent, sampleEvent } from '../../support/events.ts';
import { type Sender, startSender } from '../../support/sender.ts';

const minutes = (count: number): Date => new Date(Date.now() - count * 60_000);

describe('a code that has expired', () => {
  let sender: Sender;
  beforeAll(async () => {
    sender = await startSender();
  });
  afterAll(() => sender.close());

  test.each<[TriggerSource, number, string]>([
    ['CustomEmailSender_Authentication', 2, 'accepted'],
    ['CustomEmailSender_Authentication', 4, 'skipped'],
    ['CustomEmailSender_ForgotPassword', 59, 'accepted'],
    ['CustomEmailSender_ForgotPassword', 61, 'skipped'],
    ['CustomEmailSender_SignUp', 350, 'accepted'],
    ['CustomEmailSender_AdminCreateUser', 350, 'accepted'],
    ['CustomEmailSender_AccountTakeOverNotification', 350, 'accepted'],
  ])('%s after %i minutes: %s', async (source, age, status) => {
    sender.playground.calls.length = 0;
    const { outcome } = await sender.send(sampleEvent(stem(source)), { acceptedAt: minutes(age) });
    expect(outcome).toMatchObject({
      status,
      ...(status === 'skipped' && { reason: 'code-expired', EmailSkipped: 1 }),
    });
    if (status === 'skipped') expect(sender.playground.calls).toEqual([]);
  });

  test.each(triggerSources)(
    '%s with a clock that makes no sense is sent: in doubt, a code is of use',
    async (source) => {
      const { outcome } = await sender.send(sampleEvent(stem(source)), {
        acceptedAt: new Date('2001-01-01'),
      });
      expect(outcome['status']).toBe('accepted');
    },
  );
});

describe('when Lambda accepted an event', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  const header = (time: number): string =>
    `Root=1-${Math.floor(time / 1000).toString(16)}-0123456789abcdef01234567;Sampled=0`;

  test('is read off the trace header, to the second', () => {
    expect(acceptedAt(header(now - 90_500), now)).toBe(now - 91_000);
    expect(acceptedAt(`Sampled=1; ${header(now)}`, now)).toBe(now);
  });

  test.each([
    undefined,
    '',
    'Root=1-',
    'Root=2-00000000-0',
    header(now - 13 * 3_600_000),
    header(now + 600_000),
  ])('is not known from %p', (text) => {
    expect(acceptedAt(text, now)).toBeUndefined();
  });

  test('is never in another half of the day, whatever the header says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.nat().map(header)), (text) => {
        const time = acceptedAt(text, now);
        if (time !== undefined) expect(Math.abs(now - time)).toBeLessThan(12 * 3_600_000);
      }),
    );
  });
});

describe('ALLOWED_RECIPIENTS', () => {
  let sender: Sender;
  beforeAll(async () => {
    sender = await startSender({ ALLOWED_RECIPIENTS: 'Acme.example, tester@example.org' });
  });
  afterAll(() => sender.close());

  test.each([
    ['anyone@acme.example', 'accepted'],
    ['anyone@ACME.example', 'accepted'],
    ['Tester@example.org', 'accepted'],
    ['other@example.org', 'skipped'],
    ['anyone@sub.acme.example', 'skipped'],
    ['anyone@notacme.example', 'skipped'],
  ])('%s: %s', async (email, status) => {
    const { outcome } = await sender.send(anEvent('CustomEmailSender_SignUp', { attributes: { email } }));
    expect(outcome).toMatchObject({
      status,
      ...(status === 'skipped' && { reason: 'recipient-not-allowed' }),
    });
  });

  test('holds for a recipient that had to be looked up as well', async () => {
    const { outcome } = await sender.send(sampleEvent('account-take-over-notification'));
    expect(outcome).toMatchObject({ status: 'skipped', reason: 'recipient-not-allowed' });
  });
});
