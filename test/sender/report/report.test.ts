import { afterEach, describe, expect, test } from '@jest/globals';
import type { Call } from '../../../playground/call.ts';
import { setFault } from '../../../playground/faults.ts';
import { ServiceError, type WireResponse } from '../../../playground/wire.ts';
import { anEvent, sampleEvent } from '../../support/events.ts';
import { type Sender, startSender } from '../../support/sender.ts';

let sender: Sender;
afterEach(() => sender.close());

/** Pauses SES and lets other services fail as well. */
async function startPaused(
  fails: (call: Call) => ServiceError | WireResponse | undefined,
  env: Record<string, string> = {},
): Promise<void> {
  sender = await startSender(env);
  setFault(sender.playground, 'paused account');
  sender.playground.intercept = fails;
}
const denied =
  (...services: string[]) =>
  ({ service }: Call) =>
    services.includes(service) ? new ServiceError('AccessDenied', 'no', 403) : undefined;

describe('when reporting fails', () => {
  test('an alert that fails is counted, in a line of its own, and changes nothing else', async () => {
    await startPaused(denied('sns'));
    const { outcome, lines, error } = await sender.send(sampleEvent('sign-up'));
    expect(outcome).toMatchObject({ status: 'undeliverable', reason: 'sending-paused' });
    expect(error).toBeUndefined();
    expect(sender.playground.queue).toHaveLength(1);
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({
      message: 'alert failed',
      AlertFailed: 1,
      reason: 'sending-paused',
    });
  });

  test('a later failure is alerted once SNS works again, with those that were missed', async () => {
    await startPaused(denied('sns'), { ALERT_WINDOW_SECONDS: '0' });
    await sender.send(sampleEvent('sign-up'));
    sender.playground.intercept = undefined;
    await sender.send(sampleEvent('sign-up'));
    expect(sender.playground.alerts).toHaveLength(1);
    expect(sender.playground.alerts[0]?.messages['default']).toContain('2 emails since the last alert');
  });

  test('an event that cannot be kept is thrown, so that Lambda keeps it', async () => {
    await startPaused(denied('sqs'));
    const { outcome, error } = await sender.send(sampleEvent('sign-up'));
    expect(outcome).toMatchObject({
      status: 'deferred',
      reason: 'sending-paused',
      storeError: 'AccessDenied',
      EmailDeferred: 1,
    });
    expect(error?.message).toBe('deferred: sending-paused (SendingPausedException)');
    expect(sender.playground.alerts).toHaveLength(1);
  });

  test('neither kept nor alerted: it is thrown all the same, and the outcome is written', async () => {
    await startPaused(denied('sqs', 'sns'));
    const { outcome, error } = await sender.send(sampleEvent('sign-up'));
    expect(outcome['status']).toBe('deferred');
    expect(error?.name).toBe('DeferredError');
  });

  test.each([['sqs'], ['sns']])('a %s that does not answer is given up before the time-out', async (slow) => {
    await startPaused(({ service }) =>
      service === slow ? { status: 200, body: '{}', delay: 60_000 } : undefined,
    );
    const { outcome, error, ms } = await sender.send(sampleEvent('sign-up'), { timeoutMs: 4000 });
    expect(outcome['status']).toBe(slow === 'sqs' ? 'deferred' : 'undeliverable');
    expect(error?.name).toBe(slow === 'sqs' ? 'DeferredError' : undefined);
    expect(ms).toBeLessThan(4000);
  });
});

/** Jest's own process has another class of errors than Node's sockets throw. */
const testBundle = process.env['SENDER_IN_PROCESS'] ? test.skip : test;

describe('what cannot be reached', () => {
  testBundle('is told by its code and host, not as just an Error', async () => {
    sender = await startSender({ AWS_ENDPOINT_URL_SESV2: 'http://127.0.0.1:9' });
    const { outcome, error } = await sender.send(sampleEvent('sign-up'));
    expect(outcome).toMatchObject({
      status: 'deferred',
      reason: 'service-unavailable',
      error: 'ECONNREFUSED',
      detail: 'the connection to 127.0.0.1 port 9 failed',
    });
    expect(error?.message).toBe('deferred: service-unavailable (ECONNREFUSED)');
  });

  test('a name that a service makes of an address reaches neither log nor alert', async () => {
    sender = await startSender();
    sender.playground.intercept = ({ operation }) =>
      operation === 'SendEmail' ? new ServiceError('ana.sousa@example.com', 'no') : undefined;
    const { outcome, lines } = await sender.send(sampleEvent('sign-up'));
    expect(outcome).toMatchObject({ status: 'undeliverable', error: 'UnknownError' });
    expect(JSON.stringify([lines, sender.playground.alerts])).not.toContain('ana.sousa');
  });

  testBundle('is thrown to Lambda by an error whose class keeps its name', async () => {
    sender = await startSender({ AWS_ENDPOINT_URL_SESV2: 'http://127.0.0.1:9' });
    const { error } = await sender.send(sampleEvent('sign-up'));
    expect(error?.shown).toMatch(/^\[?DeferredError\b/);
  });
});

test('an event with characters that SQS refuses is kept all the same', async () => {
  sender = await startSender();
  setFault(sender.playground, 'paused account');
  const { outcome } = await sender.send(
    anEvent('CustomEmailSender_SignUp', { attributes: { name: 'Ana \ufffe\uffff' } }),
  );
  expect(outcome).toMatchObject({ status: 'undeliverable', reason: 'sending-paused' });
  expect(sender.playground.queue).toHaveLength(1);
});

describe('the diagnosis', () => {
  const refusal =
    'Email address is not verified. The following identities failed the check in region EU-WEST-1: ...';

  test('what SES will not say is said in the alert', async () => {
    sender = await startSender();
    sender.playground.intercept = ({ operation }) =>
      operation === 'SendEmail'
        ? new ServiceError('MessageRejected', refusal)
        : /^Get/.test(operation)
          ? new ServiceError('AccessDeniedException', 'no', 403)
          : undefined;
    const { outcome } = await sender.send(sampleEvent('sign-up'));
    expect(outcome).toMatchObject({ status: 'undeliverable', reason: 'identity-unverified' });
    const text = sender.playground.alerts[0]?.messages['default'];
    expect(text).toContain(
      'Whether SES in eu-west-1 is in the sandbox could not be found out (AccessDeniedException).',
    );
    expect(text).toContain('Whether auth.example.com is verified in eu-west-1 could not be found out');
  });

  test('names no error by an address that a service put into its name', async () => {
    sender = await startSender();
    sender.playground.intercept = ({ operation }) =>
      operation === 'SendEmail'
        ? new ServiceError('MessageRejected', refusal)
        : /^Get/.test(operation)
          ? new ServiceError('anna@secret.example', 'no')
          : undefined;
    await sender.send(sampleEvent('sign-up'));
    expect(JSON.stringify(sender.playground.alerts)).not.toContain('anna@secret');
  });

  test('an account that can tell decides what the list hid: the sandbox', async () => {
    sender = await startSender();
    setFault(sender.playground, 'sandbox');
    sender.playground.intercept = ({ operation }) =>
      operation === 'SendEmail' ? new ServiceError('MessageRejected', refusal) : undefined;
    const { outcome } = await sender.send(sampleEvent('sign-up'));
    expect(outcome).toMatchObject({ status: 'undeliverable', reason: 'sandbox-recipient-unverified' });
  });

  test('SES is asked once in a window, not for each email', async () => {
    sender = await startSender();
    setFault(sender.playground, 'sandbox');
    for (const stem of ['sign-up', 'forgot-password', 'authentication'] as const)
      await sender.send(sampleEvent(stem));
    expect(sender.playground.calls.filter(({ operation }) => operation === 'GetAccount')).toHaveLength(1);
    expect(sender.playground.queue).toHaveLength(3);
    expect(sender.playground.alerts).toHaveLength(1);
  });

  test('the log of an email that another Region sent says the same reason as its alert', async () => {
    sender = await startSender({ SES_REGIONS: 'eu-west-1,eu-central-1' });
    setFault(sender.playground, 'identity in another Region');
    const { outcome } = await sender.send(sampleEvent('sign-up'));
    expect(outcome).toMatchObject({ status: 'accepted', refusedFor: 'identity-in-other-region' });
    expect(sender.playground.alerts[0]?.messages['default']).toContain('identity-in-other-region');
  });

  test('the Region that has the identity is named', async () => {
    sender = await startSender();
    setFault(sender.playground, 'identity in another Region');
    await sender.send(sampleEvent('sign-up'));
    expect(sender.playground.alerts[0]?.messages['default']).toContain('SesRegions=us-east-1');
  });

  test('a parent domain that is verified answers for the From domain: the sandbox is what is left', async () => {
    sender = await startSender();
    setFault(sender.playground, 'sandbox');
    const { identities } = sender.playground.region('eu-west-1');
    identities.clear();
    identities.set('example.com', 'SUCCESS');
    const { outcome } = await sender.send(
      anEvent('CustomEmailSender_SignUp', { attributes: { email: 'ana@elsewhere.example' } }),
    );
    expect(outcome).toMatchObject({ status: 'undeliverable', reason: 'sandbox-recipient-unverified' });
  });
});
