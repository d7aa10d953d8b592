import { afterEach, describe, expect, test } from '@jest/globals';
import { type FaultName, faults, setFault } from '../../../playground/faults.ts';
import { ServiceError } from '../../../playground/wire.ts';
import { sampleEvent } from '../../support/events.ts';
import { type Sender, startSender } from '../../support/sender.ts';

let sender: Sender;
afterEach(() => sender.close());

async function startRedirecting(): Promise<void> {
  sender = await startSender({ SANDBOX_REDIRECT_TO: 'team@acme.example' });
}
const verifyTeam = (): void =>
  void sender.playground.region('eu-west-1').identities.set('team@acme.example', 'SUCCESS');

describe('the sandbox redirect', () => {
  test.each([
    ['sending rate', 'deferred'],
    ['paused account', 'undeliverable'],
    ['SES 5xx', 'deferred'],
  ] as const)(
    'another Region that is out of the sandbox, though %s: nothing is redirected',
    async (fault, status) => {
      sender = await startSender({
        SANDBOX_REDIRECT_TO: 'team@acme.example',
        SES_REGIONS: 'eu-west-1,eu-central-1',
      });
      setFault(sender.playground, fault, { regions: ['eu-central-1'] });
      sender.playground.region('eu-west-1').sandbox = true;
      verifyTeam();
      const { outcome } = await sender.send(sampleEvent('forgot-password'));
      expect(outcome).toMatchObject({ status });
      expect(sender.playground.mailbox).toEqual([]);
    },
  );

  test('what the sandbox refused goes to the inbox, clearly marked, and is counted and alerted', async () => {
    await startRedirecting();
    setFault(sender.playground, 'sandbox');
    verifyTeam();
    const { outcome } = await sender.send(sampleEvent('forgot-password'));
    expect(outcome).toMatchObject({
      status: 'accepted',
      SandboxRedirected: 1,
      refusedFor: 'sandbox-recipient-unverified',
    });
    const [email] = sender.playground.mailbox;
    expect(email?.to).toEqual(['team@acme.example']);
    expect(email?.subject).toBe('[SES sandbox] Your password reset code for Acme');
    expect(email?.text).toMatch(/^\[SES sandbox\] .*ana\.sousa@example\.com/);
    expect(email?.html).toMatch(/<body[^>]*><div [^>]*>\[SES sandbox\] [^<]*ana\.sousa@example\.com/);
    expect(sender.playground.alerts[0]?.messages['default']).toContain('SANDBOX_REDIRECT_TO');
    expect(sender.playground.queue).toEqual([]);
  });

  test('an inbox that is not verified either: the refusal is kept as ever', async () => {
    await startRedirecting();
    setFault(sender.playground, 'sandbox');
    const { outcome } = await sender.send(sampleEvent('forgot-password'));
    expect(outcome).toMatchObject({ status: 'undeliverable', reason: 'sandbox-recipient-unverified' });
    expect(sender.playground.mailbox).toEqual([]);
  });

  test('a function that may not ask GetAccount redirects nothing', async () => {
    await startRedirecting();
    setFault(sender.playground, 'sandbox');
    verifyTeam();
    sender.playground.intercept = ({ operation }) =>
      operation === 'GetAccount' ? new ServiceError('AccessDeniedException', 'no', 403) : undefined;
    const { outcome } = await sender.send(sampleEvent('forgot-password'));
    expect(outcome).toMatchObject({ status: 'undeliverable' });
    expect(sender.playground.mailbox).toEqual([]);
  });

  test('with production access nothing is ever redirected, whatever SES says', async () => {
    await startRedirecting();
    for (const name of Object.keys(faults) as FaultName[]) {
      if (name === 'sandbox' || name.endsWith('slow')) continue;
      setFault(sender.playground, name);
      verifyTeam();
      await sender.send(sampleEvent('sign-up'));
    }
    // Even the sandbox's own sentence: GetAccount has the last word.
    setFault(sender.playground, 'none');
    sender.playground.intercept = ({ operation, input }) =>
      operation === 'SendEmail' && !input.Destination.ToAddresses.includes('team@acme.example')
        ? new ServiceError(
            'MessageRejected',
            `Email address is not verified. The following identities failed the check in region EU-WEST-1: ${input.Destination.ToAddresses[0]}`,
          )
        : undefined;
    await sender.send(sampleEvent('sign-up'));
    expect(sender.playground.mailbox.filter(({ to }) => to.includes('team@acme.example'))).toEqual([]);
  }, 60_000);
});
