import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../../../src/sender/failure/refusal.ts';
import { readEvent } from '../../../src/sender/read/read-event.ts';
import { anEvent, sampleEvent } from '../../support/events.ts';

describe('an event', () => {
  test('is read into what is to be sent to whom', () => {
    expect(
      readEvent(
        anEvent('CustomEmailSender_SignUp', { attributes: { locale: 'ja-JP', 'custom:locale': 'ja' } }),
      ),
    ).toEqual({
      triggerSource: 'CustomEmailSender_SignUp',
      stem: 'sign-up',
      userPoolId: 'eu-west-1_PlayGr0nd',
      region: 'eu-west-1',
      userName: '6f2c1d9e-0d5e-4a53-9a0e-6f6b0e6a1c01',
      clientId: '4kplaygroundclient0example',
      ciphertext: expect.any(Uint8Array),
      recipient: 'ana.sousa@example.com',
      name: 'Ana Sousa',
      locales: ['en-GB', 'ja-JP', 'ja'],
    });
  });

  test('brings a given name and a time zone along, where the user has them', () => {
    const message = readEvent(
      anEvent('CustomEmailSender_SignUp', { attributes: { given_name: 'Ana', zoneinfo: 'Europe/Lisbon' } }),
    );
    expect(message).toMatchObject({ givenName: 'Ana', zoneinfo: 'Europe/Lisbon' });
  });

  test('has what the user has, and no member for what they have not', () => {
    const event = sampleEvent('sign-up');
    event.request.clientMetadata = null;
    event.request.userAttributes = { email: 'ana@example.com', locale: 'pt' };
    event.callerContext.clientId = null;
    delete event['region'];
    expect(readEvent(event)).toStrictEqual({
      triggerSource: 'CustomEmailSender_SignUp',
      stem: 'sign-up',
      userPoolId: event.userPoolId,
      userName: event.userName,
      ciphertext: expect.any(Uint8Array),
      recipient: 'ana@example.com',
      locales: ['pt'],
    });
  });

  test('of a take-over is about the user that it names, else about the one whom it came for', () => {
    const event = sampleEvent('account-take-over-notification');
    event.request.userAttributes['USER_NAME'] = 'ana';
    expect(readEvent(event).userName).toBe('ana');
    event.request.userAttributes['USER_NAME'] = null;
    event.userName = 'bob';
    expect(readEvent(event).userName).toBe('bob');
  });

  test.each([
    [null, 'code-missing'],
    ['', 'code-missing'],
    [7, 'ciphertext-invalid'],
    ['AAA', 'ciphertext-invalid'],
    ['AAAA=', 'ciphertext-invalid'],
    ['AA-_', 'ciphertext-invalid'],
    [' AAAA', 'ciphertext-invalid'],
    ['AAA=====', 'ciphertext-invalid'],
  ])('whose code is %j is refused: %s', (code, reason) => {
    const event = { ...sampleEvent('sign-up') };
    const request = { ...event.request, code };
    expect(() => readEvent({ ...event, request })).toThrow(expect.objectContaining({ reason }));
  });

  test.each([
    ['CustomEmailSender_NewThing', 'CustomEmailSender_NewThing'],
    ['ana@example.com', 'no trigger source'],
    ['Custom_Ana_Sousa', 'no trigger source'],
    ['xCustom_Ana', 'no trigger source'],
    ['Cu_Sousa', 'no trigger source'],
    ['Custom_Ana ', 'no trigger source'],
    [{ text: 'CustomEmailSender_NewThing' }, 'no trigger source'],
  ])(
    'of a source that is not known, %j, is told by it only if it has Cognito’s form',
    (triggerSource, told) => {
      const event = { ...sampleEvent('sign-up'), triggerSource };
      const refusal = { reason: 'unknown-trigger-source', message: expect.stringContaining(told) };
      expect(() => readEvent(event)).toThrow(expect.objectContaining(refusal));
    },
  );

  test('may come from a pool of any partition', () => {
    const event = { ...sampleEvent('sign-up'), userPoolId: 'eusc-de-east-1_PlayGr0nd' };
    expect(readEvent(event).userPoolId).toBe('eusc-de-east-1_PlayGr0nd');
  });

  test("may come from cognito-local's pools, and from no other place that is no Region", () => {
    const from = (userPoolId: string) => readEvent({ ...sampleEvent('sign-up'), userPoolId });
    expect(from('local_7EqvKx2B')).toMatchObject({ userPoolId: 'local_7EqvKx2B' });
    for (const userPoolId of [
      'locals_7EqvKx2B',
      'local-1_',
      'local_',
      'local_a/b',
      'xlocal_a',
      'europe_7EqvKx2B',
    ]) {
      expect(() => from(userPoolId)).toThrow(Refusal);
    }
  });

  test('of a take-over carries no address and no code; what is null in it is absent', () => {
    const event = sampleEvent('account-take-over-notification');
    event.request.userAttributes['CITY'] = null;
    const message = readEvent(event);
    expect(message).not.toHaveProperty('recipient');
    expect(message).not.toHaveProperty('ciphertext');
    expect(message).not.toHaveProperty('clientId');
    expect(message.takeOver).toMatchObject({ country: 'Portugal', action: 'BLOCK' });
    expect(message.takeOver).not.toHaveProperty('city');
  });

  test('is either read or refused, whatever it holds', () => {
    const bent = fc.record({
      triggerSource: fc.oneof(
        fc.constant('CustomEmailSender_SignUp'),
        fc.constant('CustomEmailSender_AccountTakeOverNotification'),
        fc.anything(),
      ),
      userPoolId: fc.oneof(fc.constant('eu-west-1_PlayGr0nd'), fc.anything()),
      userName: fc.anything(),
      callerContext: fc.anything(),
      request: fc.oneof(
        fc.anything(),
        fc.record({
          code: fc.oneof(fc.base64String(), fc.anything()),
          clientMetadata: fc.anything(),
          userAttributes: fc.oneof(
            fc.anything(),
            fc.record({ email: fc.oneof(fc.emailAddress(), fc.anything()), name: fc.anything() }),
          ),
        }),
      ),
    });
    fc.assert(
      fc.property(fc.oneof(fc.anything({ withNullPrototype: true }), bent), (event) => {
        try {
          const message = readEvent(event);
          expect(message.userPoolId).toMatch(/^[a-z\d-]+_[A-Za-z\d]+$/);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
