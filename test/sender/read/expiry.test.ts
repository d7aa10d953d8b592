import { describe, expect, test } from '@jest/globals';
import { createAdmit } from '../../../src/sender/read/admission.ts';
import { acceptedAt, createExpiresAt, madeAt } from '../../../src/sender/read/expiry.ts';
import { readEvent } from '../../../src/sender/read/read-event.ts';
import { sampleEvent } from '../../support/events.ts';

const minute = 60_000;
const now = Date.parse('2026-11-21T12:00:00Z');
const settings = { authenticationCodeMinutes: 3, temporaryPasswordDays: 7 };
const header = (time: number): string =>
  `Root=1-${(time / 1000).toString(16)}-0123456789abcdef01234567;Sampled=0`;
const accepted = (time: number) => ({ traceHeader: () => header(time), now: () => now });

describe('what an email carries', () => {
  test.each([
    ['CustomEmailSender_Authentication', '2026-11-21T12:02:00.000Z'],
    ['CustomEmailSender_AdminCreateUser', '2026-11-28T11:59:00.000Z'],
  ])('%s expires so long after Lambda accepted its event', (source, expires) => {
    expect(createExpiresAt(settings, accepted(now - minute))(source)).toBe(expires);
  });

  test('expires so long after now where nothing tells the event’s age', () => {
    const age = { traceHeader: () => undefined, now: () => now };
    expect(createExpiresAt(settings, age)('CustomEmailSender_Authentication')).toBe(
      '2026-11-21T12:03:00.000Z',
    );
    expect(madeAt(age)).toBe(now);
    expect(madeAt(accepted(now - minute))).toBe(now - minute);
  });

  test.each(['Another_Source', undefined])('of a source that nobody knows has no end: %s', (source) => {
    expect(createExpiresAt(settings, accepted(now))(source)).toBeNull();
  });
});

describe('a time outside of Lambda’s six hours', () => {
  test('is no event’s, with room for clocks that differ', () => {
    expect(acceptedAt(header(now - 720 * minute), now)).toBeUndefined();
    expect(acceptedAt(header(now - 720 * minute + 1000), now)).toBe(now - 720 * minute + 1000);
    expect(acceptedAt(header(now + 5 * minute), now)).toBeUndefined();
    expect(acceptedAt(header(now + 5 * minute - 1000), now)).toBe(now + 5 * minute - 1000);
  });
});

describe('a code', () => {
  const request = () => readEvent(sampleEvent('authentication'));

  test('is of use to the last moment, and then no more; how old it is, is said in minutes', () => {
    expect(() => createAdmit(settings, accepted(now - 3 * minute))(request())).not.toThrow();
    expect(() => createAdmit(settings, accepted(now - 3 * minute - 1000))(request())).toThrow(/ 3 minutes /);
    expect(() => createAdmit(settings, accepted(now - 61 * minute))(request())).toThrow(/ 61 minutes /);
  });

  test('of unknown age is let through', () => {
    const age = { traceHeader: () => undefined, now: () => now };
    expect(() => createAdmit(settings, age)(request())).not.toThrow();
  });
});
