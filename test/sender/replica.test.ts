import { afterEach, describe, expect, test } from '@jest/globals';
import { userPoolId } from '../../playground/fixtures.ts';
import { sampleEvent } from '../support/events.ts';
import { type Sender, startSender } from '../support/sender.ts';

let sender: Sender;
afterEach(() => sender.close());

/** A take-over warning, whose recipient has to be asked of Cognito. */
const warning = (region: unknown) => ({ ...sampleEvent('account-take-over-notification'), region });
const regionsAsked = (): string[] =>
  sender.playground.calls.filter(({ operation }) => operation === 'AdminGetUser').map(({ region }) => region);

describe('the Region that is asked for a user', () => {
  test('of a replica is the event’s and the function’s, not that of the pool id', async () => {
    sender = await startSender({ AWS_REGION: 'us-west-2', SES_REGIONS: 'eu-west-1' });
    await sender.send(warning('us-west-2'));
    expect(regionsAsked()).toEqual(['us-west-2']);
  });

  test('may be that of a pool that USER_POOL_IDS names', async () => {
    sender = await startSender({
      AWS_REGION: 'us-west-2',
      SES_REGIONS: 'eu-west-1',
      USER_POOL_IDS: userPoolId,
    });
    await sender.send(warning('eu-west-1'));
    expect(regionsAsked()).toEqual(['eu-west-1']);
  });

  test.each(['ap-southeast-2', 'evil.example/', '', 7, undefined])(
    'is never one that only the event names: %j',
    async (region) => {
      sender = await startSender({ AWS_REGION: 'us-west-2', SES_REGIONS: 'eu-west-1' });
      await sender.send(warning(region));
      expect(regionsAsked()).toEqual(['us-west-2']);
    },
  );

  test('is what the commands of an alert about the pool name', async () => {
    sender = await startSender({
      AWS_REGION: 'us-west-2',
      SES_REGIONS: 'eu-west-1',
      USER_POOL_IDS: 'us-east-1_Other1234',
    });
    await sender.send(sampleEvent('sign-up'));
    const text = sender.playground.alerts[0]?.messages['default'] ?? '';
    const commands = text.split('\n').filter((line) => line.includes(`--user-pool-id ${userPoolId}`));
    expect(commands).toEqual([expect.stringMatching(/ --region us-west-2$/)]);
  });
});
