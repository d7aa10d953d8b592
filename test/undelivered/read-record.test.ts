import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { messageBody, undeliveredRecord } from '../../src/sender/report/undelivered-record.ts';
import type { TriggerSource } from '../../src/trigger-source.ts';
import { readRecord } from '../../src/undelivered/read-record.ts';
import { anEvent } from '../support/events.ts';

const settings = { authenticationCodeMinutes: 5, temporaryPasswordDays: 2 };
const at = '2026-03-20T14:00:00.000Z';
const minutesAfter = (minutes: number) => Date.parse(at) + minutes * 60_000;

/** What the sender writes. */
const ours = (event: unknown, expiresAt: string | null = '2026-03-21T14:00:00.000Z'): string =>
  messageBody(
    undeliveredRecord(
      {
        incident: {
          reason: 'sending-paused',
          kind: 'set-up',
          errorName: 'SendingPausedException',
          region: 'eu-west-1',
          from: 'no-reply@auth.example.com',
          identity: 'auth.example.com',
          configurationSet: 'authentication',
        },
        invocation: {
          stage: 'send',
          details: { sesRegion: 'eu-west-1', codeId: 'ab'.repeat(16), userPoolId: 'eu-west-1_PlayGr0nd' },
        },
        event,
      },
      { expiresAt, at },
    ),
  );

/** What Lambda's on-failure destination writes. AWS docs, "Adding a destination". */
const lambdas = (event: unknown, responsePayload: unknown = null): string =>
  JSON.stringify({
    version: '1.0',
    timestamp: at,
    requestContext: {
      requestId: '7c1f6b52-6e1f-4c0e-8a36-6d6ac6f3f0f1',
      functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:email-sender:$LATEST',
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload: event,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload,
  });

describe("the sender's record", () => {
  test('says why it was kept, for whom, and until when it is of use', () => {
    const event = anEvent('CustomEmailSender_ForgotPassword');
    expect(readRecord(ours(event), settings)).toMatchObject({
      keptBy: 'sender',
      reason: 'sending-paused',
      stage: 'send',
      keptAt: Date.parse(at),
      expiresAt: Date.parse('2026-03-21T14:00:00.000Z'),
      triggerSource: 'CustomEmailSender_ForgotPassword',
      userPoolId: 'eu-west-1_PlayGr0nd',
      recipient: 'ana.sousa@example.com',
      sesRegion: 'eu-west-1',
      event,
    });
  });

  test('of an event too large to be kept still says which code it was', () => {
    const large = anEvent('CustomEmailSender_SignUp', { attributes: { name: 'x'.repeat(2_000_000) } });
    const record = readRecord(ours({ ...large, userName: 'y'.repeat(2_000_000) }), settings);
    expect(record).toMatchObject({ codeId: 'ab'.repeat(16), userPoolId: 'eu-west-1_PlayGr0nd' });
    expect(record).not.toHaveProperty('recipient');
    expect(record?.event).toBeUndefined();
  });

  test('of a trigger source that nobody knows has no end', () => {
    expect(readRecord(ours({ triggerSource: 'Other' }, null), settings)).not.toHaveProperty('expiresAt');
  });
});

describe("Lambda's record", () => {
  test.each<[TriggerSource, number]>([
    ['CustomEmailSender_SignUp', 24 * 60],
    ['CustomEmailSender_ForgotPassword', 60],
    ['CustomEmailSender_Authentication', 5],
    ['CustomEmailSender_AdminCreateUser', 2 * 24 * 60],
  ])(
    'of %s expires its lifetime after the first try, three minutes before it was kept',
    (source, minutes) => {
      expect(readRecord(lambdas(anEvent(source)), settings)?.expiresAt).toBe(minutesAfter(minutes - 3));
    },
  );

  test('of an event that was given up for its age expires that much earlier', () => {
    const record = JSON.parse(lambdas(anEvent('CustomEmailSender_SignUp')));
    record.requestContext.condition = 'EventAgeExceeded';
    const expiry = (maximumEventAgeSeconds?: number) =>
      readRecord(JSON.stringify(record), {
        ...settings,
        ...(maximumEventAgeSeconds !== undefined && { maximumEventAgeSeconds }),
      })?.expiresAt;
    expect(expiry(3600)).toBe(minutesAfter(23 * 60));
    // Where nobody knows the setting, it is taken for as young as it can be.
    expect(expiry()).toBe(minutesAfter(24 * 60 - 3));
  });

  test('names the reason that the function gave up for, and the invocation', () => {
    const error = { errorType: 'DeferredError', errorMessage: 'deferred: throttled (TooManyRequests)' };
    expect(readRecord(lambdas(anEvent('CustomEmailSender_SignUp'), error), settings)).toMatchObject({
      keptBy: 'lambda',
      reason: 'throttled',
      requestId: '7c1f6b52-6e1f-4c0e-8a36-6d6ac6f3f0f1',
      recipient: 'ana.sousa@example.com',
    });
  });

  test.each([
    ['was killed', { errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out after 20.00 seconds' }],
    ['was never run', null],
    ['threw what is no reason', { errorMessage: 'deferred: boredom (Error)' }],
  ])('of a function that %s has no reason', (_, error) => {
    const record = readRecord(lambdas(anEvent('CustomEmailSender_SignUp'), error), settings);
    expect(record?.keptBy).toBe('lambda');
    expect(record).not.toHaveProperty('reason');
  });

  test('names the same code as the event itself does', () => {
    const event = anEvent('CustomEmailSender_SignUp');
    const ids = [ours(event), lambdas(event)].map((body) => readRecord(body, settings)?.codeId);
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(ids[0]).toBe(ids[1]);
  });
});

describe('anything else in the queue', () => {
  test.each(['', 'null', '[]', '{"version":2}', '{"version":1}', '{"version":"1.0","timestamp":"soon"}'])(
    '%j is no record',
    (body) => {
      expect(readRecord(body, settings)).toBeUndefined();
    },
  );

  test('is read without an error, and no member of it is taken for what it is not', () => {
    const member = fc.constantFrom(
      'version',
      'at',
      'timestamp',
      'expiresAt',
      'event',
      'requestPayload',
      'responsePayload',
      'request',
      'code',
      'userAttributes',
      'email',
      'triggerSource',
      'codeId',
      '__proto__',
      'toString',
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(1, '1.0', at, 'CustomEmailSender_SignUp', 'toString', null),
        fc.string(),
        fc.dictionary(member, tie('any')),
      ),
    })).any;
    fc.assert(
      fc.property(fc.dictionary(member, value), (record) => {
        const read = readRecord(JSON.stringify({ version: 1, at, ...record }), settings);
        for (const name of ['codeId', 'recipient', 'userPoolId', 'triggerSource'] as const) {
          expect(['string', 'undefined']).toContain(typeof read?.[name]);
        }
        if (read?.codeId !== undefined) expect(read.codeId).toMatch(/^[0-9a-f]{32,64}$/);
      }),
    );
  });
});
