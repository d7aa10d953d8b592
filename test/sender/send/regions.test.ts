import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type FaultName, setFault } from '../../../playground/faults.ts';
import { ServiceError } from '../../../playground/wire.ts';
import { sampleEvent } from '../../support/events.ts';
import { type Sender, startSender } from '../../support/sender.ts';

let sender: Sender;
beforeEach(async () => {
  sender = await startSender({ SES_REGIONS: 'eu-west-1,eu-central-1' });
});
afterEach(() => sender.close());

const regionsAsked = (): string[] =>
  sender.playground.calls.filter(({ operation }) => operation === 'SendEmail').map(({ region }) => region);

describe('with two Regions', () => {
  test('the first sends while it can', async () => {
    const { outcome } = await sender.send(sampleEvent('sign-up'));
    expect(outcome).toMatchObject({ status: 'accepted', sesRegion: 'eu-west-1' });
    expect(outcome).not.toHaveProperty('FailedOver');
  });

  const cannotSend: readonly FaultName[] = [
    'sandbox',
    'unverified sender',
    'identity in another Region',
    'MAIL FROM without MX',
    'paused account',
    'suspended account',
    'missing configuration set',
    'daily quota',
    'SES access denied',
    'sending rate',
    'SES 5xx',
    'SES connection reset',
    'SES error page',
  ];
  test.each(cannotSend)('%s in the first: the second sends, it is counted and alerted', async (fault) => {
    setFault(sender.playground, fault);
    const { outcome, lines } = await sender.send(sampleEvent('sign-up'));
    expect(outcome).toMatchObject({
      status: 'accepted',
      sesRegion: 'eu-central-1',
      refusedIn: 'eu-west-1',
      FailedOver: 1,
    });
    expect(lines).toHaveLength(1);
    expect(sender.playground.mailbox).toMatchObject([{ region: 'eu-central-1' }]);
    expect(sender.playground.alerts).toHaveLength(1);
    expect(sender.playground.alerts[0]?.messages['default']).toContain('sent from another Region');
    expect(sender.playground.queue).toEqual([]);
  });

  test('a first Region that does not answer leaves the second its share of the time', async () => {
    setFault(sender.playground, 'SES slow');
    const { outcome } = await sender.send(sampleEvent('sign-up'), { timeoutMs: 6000 });
    expect(outcome).toMatchObject({ status: 'accepted', sesRegion: 'eu-central-1', refusedFor: 'timed-out' });
  });

  test('a Region that is known to be blocked is not asked again for a while, and the alert comes once', async () => {
    setFault(sender.playground, 'paused account');
    for (const stem of ['sign-up', 'forgot-password', 'authentication'] as const) {
      const { outcome } = await sender.send(sampleEvent(stem));
      expect(outcome).toMatchObject({ status: 'accepted', FailedOver: 1, refusedFor: 'sending-paused' });
    }
    expect(regionsAsked()).toEqual(['eu-west-1', 'eu-central-1', 'eu-central-1', 'eu-central-1']);
    expect(sender.playground.alerts).toHaveLength(1);
  });

  test('a blocked Region is asked last, not never: it may have been repaired', async () => {
    setFault(sender.playground, 'paused account');
    await sender.send(sampleEvent('sign-up'));
    setFault(sender.playground, 'paused account', { regions: ['eu-central-1'] });
    sender.playground.resetRegion('eu-west-1');
    const { outcome } = await sender.send(sampleEvent('sign-up'));
    expect(outcome).toMatchObject({ status: 'accepted', sesRegion: 'eu-west-1' });
  });

  test('both blocked: the first one counts, and the event is kept', async () => {
    setFault(sender.playground, 'paused account', { regions: ['eu-west-1', 'eu-central-1'] });
    sender.playground.region('eu-central-1').sending = 'suspended';
    const { outcome } = await sender.send(sampleEvent('sign-up'));
    expect(outcome).toMatchObject({
      status: 'undeliverable',
      reason: 'sending-paused',
      sesRegion: 'eu-west-1',
    });
    expect(JSON.parse(sender.playground.queue[0]?.body ?? '')).toMatchObject({
      reason: 'sending-paused',
      sesRegion: 'eu-west-1',
    });
  });

  test('one blocked, the other only out of order: Lambda tries again, and the blocked one is told of', async () => {
    setFault(sender.playground, 'SES 5xx', { regions: ['eu-central-1'] });
    sender.playground.region('eu-west-1').sending = 'paused';
    const { outcome, error } = await sender.send(sampleEvent('sign-up'));
    expect(outcome).toMatchObject({
      status: 'deferred',
      reason: 'service-unavailable',
      sesRegion: 'eu-central-1',
    });
    expect(error?.message).toBe('deferred: service-unavailable (InternalServiceErrorException)');
    expect(sender.playground.alerts).toMatchObject([
      { subject: 'Cognito emails: Sending is paused in SES (eu-west-1)' },
    ]);
    expect(sender.playground.queue).toEqual([]);
  });

  test.each(['address refused', 'content refused'] as const)(
    '%s: no other Region is asked, it would say the same',
    async (fault) => {
      setFault(sender.playground, fault, { regions: ['eu-west-1', 'eu-central-1'] });
      await sender.send(sampleEvent('sign-up'));
      expect(new Set(regionsAsked())).toEqual(new Set(['eu-west-1']));
    },
  );

  test('both blocked: each Region is told of, also after an alert about a saved email', async () => {
    setFault(sender.playground, 'paused account');
    await sender.send(sampleEvent('sign-up'));
    sender.playground.region('eu-central-1').sending = 'suspended';
    await sender.send(sampleEvent('forgot-password'));
    expect(sender.playground.queue).toHaveLength(1);
    expect(sender.playground.alerts.map(({ subject }) => subject)).toEqual([
      'Cognito emails: Sending is paused in SES (eu-west-1)',
      'Cognito emails: Sending is paused in SES (eu-west-1)',
      'Cognito emails: AWS has suspended the SES account (eu-central-1)',
    ]);
  });

  test('the first blocked and the second slow: the slow one defers it, and the blocked one is told of', async () => {
    setFault(sender.playground, 'SES slow', { regions: ['eu-central-1'] });
    sender.playground.region('eu-west-1').sending = 'paused';
    const { outcome } = await sender.send(sampleEvent('sign-up'), { timeoutMs: 5000 });
    expect(outcome).toMatchObject({ status: 'deferred', reason: 'timed-out', SendTime: expect.any(Number) });
    expect(sender.playground.alerts).toHaveLength(1);
  });

  test('one out of order, the other refusing the address: nobody is told of a user who mistyped', async () => {
    setFault(sender.playground, 'SES 5xx');
    const outage = sender.playground.intercept;
    sender.playground.intercept = (call) =>
      call.operation === 'SendEmail' && call.region === 'eu-central-1'
        ? new ServiceError('BadRequestException', "Missing final '@domain'")
        : outage?.(call);
    await sender.send(sampleEvent('sign-up'));
    expect(sender.playground.alerts).toEqual([]);
  });
});
