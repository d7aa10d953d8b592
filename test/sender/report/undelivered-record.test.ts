import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { failureFor } from '../../../src/sender/failure/classify.ts';
import type { Incident } from '../../../src/sender/failure/incident.ts';
import { messageBody, undeliveredRecord } from '../../../src/sender/report/undelivered-record.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { anEvent, sampleEvent } from '../../support/events.ts';

const incident: Incident = {
  ...failureFor('sending-paused', 'SendingPausedException'),
  region: 'eu-west-1',
  from: 'no-reply@auth.example.com',
  identity: 'auth.example.com',
  configurationSet: 'authentication',
};
const bodyOf = (event: unknown): string =>
  messageBody(
    undeliveredRecord(
      { incident, event, invocation: { stage: 'send', details: {} } },
      { expiresAt: null, at: '2026-11-21T12:00:00.000Z' },
    ),
  );
const eventIn = (body: string) => JSON.parse(body).event;

/** AWS docs: SQS SendMessage, "A message can include only XML, JSON, and unformatted text", and which characters. */
const sqsTakes = (body: string): boolean =>
  Buffer.byteLength(body) <= 1_048_576 &&
  /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(body);

describe('a kept event', () => {
  test('is Cognito’s event as it came', () => {
    expect(eventIn(bodyOf(sampleEvent('sign-up')))).toEqual(sampleEvent('sign-up'));
  });

  test('of a take-over holds nothing that approves or rejects the sign-in for whoever reads it', () => {
    const body = bodyOf(sampleEvent('account-take-over-notification'));
    expect(body).not.toMatch(/FEEDBACK_TOKEN|ONE_CLICK|amazoncognito/);
    expect(eventIn(body).request.userAttributes).toHaveProperty('LOGIN_TIME');
  });

  test.each(['\ufffe', '\uffff', '\u0000', '\ud800', '\u{1fffe}'])(
    '%j in it is taken by SQS, and comes back',
    (text) => {
      const event = anEvent('CustomEmailSender_SignUp', { attributes: { name: `Ana ${text}` } });
      const body = bodyOf({ ...event, request: { ...event.request, clientMetadata: { locale: text } } });
      expect(sqsTakes(body)).toBe(true);
      expect(eventIn(body).request).toMatchObject({
        clientMetadata: { locale: text },
        userAttributes: { name: `Ana ${text}` },
      });
    },
  );

  test('that is too large is kept without what no email needs', () => {
    const event = anEvent('CustomEmailSender_SignUp', {
      attributes: { 'custom:essay': 'x'.repeat(1_048_000) },
    });
    const body = bodyOf({
      ...event,
      request: { ...event.request, clientMetadata: { a: 'é'.repeat(100_000) } },
    });
    expect(sqsTakes(body)).toBe(true);
    expect(eventIn(body)).toMatchObject({
      triggerSource: 'CustomEmailSender_SignUp',
      userPoolId: event.userPoolId,
      userName: event.userName,
      request: { code: event.request.code, userAttributes: { email: 'ana.sousa@example.com' } },
    });
  });

  test('that is too large even so is kept as its reason alone', () => {
    const event = { ...sampleEvent('sign-up'), userName: 'x'.repeat(1_100_000) };
    expect(JSON.parse(bodyOf(event))).toMatchObject({ reason: 'sending-paused', event: null });
  });

  test('is taken by SQS whatever is in it', () => {
    const anything = fc.anything({
      key: fc.string({ unit: anyCharacter }),
      values: [fc.string({ unit: anyCharacter })],
    });
    fc.assert(
      fc.property(anything, (event) => {
        expect(sqsTakes(bodyOf(event))).toBe(true);
      }),
    );
  });
});
