import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { homeRegion } from '../../playground/fixtures.ts';
import { ServiceError } from '../../playground/wire.ts';
import { runCli } from '../support/cli.ts';
import type { CognitoEvent } from '../support/events.ts';
import { addressOf, startTrouble, type Trouble } from '../support/trouble.ts';

let trouble: Trouble;
beforeAll(async () => {
  trouble = await startTrouble();
});
afterAll(() => trouble.close());

/** What Lambda's on-failure destination makes of an event. AWS docs: "Capturing records of Lambda asynchronous invocations". */
const destinationRecord = (event: object): string =>
  JSON.stringify({
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId: crypto.randomUUID(),
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload: event,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: {
      errorType: 'DeferredError',
      errorMessage: 'deferred: service-unavailable (InternalServiceErrorException)',
    },
  });

const run = async (...args: string[]) => {
  const { code, stdout, stderr } = await runCli([...args, '--json'], trouble);
  return { code, stderr, result: JSON.parse(stdout) };
};

test('sandbox, kept, production access, redrive: whoever is alive gets one email, and nobody else gets any', async () => {
  const { playground, eventOf, ask, received } = trouble;
  const ses = playground.region(homeRegion);
  ses.sandbox = true;

  // Two people sign up, one of them by an event that Lambda hands over twice; one is invited, one is warned.
  const twice = await eventOf('twice', 'CustomEmailSender_SignUp');
  await ask(twice);
  await ask(twice);
  await ask(await eventOf('once', 'CustomEmailSender_SignUp'));
  await ask(await eventOf('invited', 'CustomEmailSender_AdminCreateUser'));
  await ask(await eventOf('warned', 'CustomEmailSender_AccountTakeOverNotification'));
  // One whose reset code dies before anything is fixed.
  const dies = await keepDying(await eventOf('late', 'CustomEmailSender_ForgotPassword'));
  // One whose record somebody changes, to have the code sent to themselves, and one of whom they add a changed copy.
  await ask(await eventOf('robbed', 'CustomEmailSender_ForgotPassword'));
  await ask(await eventOf('copied', 'CustomEmailSender_ForgotPassword'));
  trouble.playground.users.set('eve', { sub: 'eve', email: addressOf('eve') });
  change(playground.queue, 'robbed', { keep: false, userName: 'robbed' });
  change(playground.queue, 'copied', { keep: true, userName: 'eve' });
  // One that SES failed, three times, before the account was put into the sandbox.
  ses.sandbox = false;
  playground.intercept = ({ operation }) =>
    operation === 'SendEmail' ? new ServiceError('InternalServiceErrorException', 'Sorry.', 500) : undefined;
  const failed = await eventOf('failed', 'CustomEmailSender_VerifyUserAttribute');
  await ask(failed);
  playground.intercept = undefined;
  playground.queue.push({ id: crypto.randomUUID(), body: destinationRecord(failed) });
  ses.sandbox = true;

  expect(received()).toEqual({});
  expect(playground.queue).toHaveLength(10);

  // Too early: nobody gets anything, and nothing is lost.
  const early = await run('undelivered', 'redrive', '--apply');
  expect(early.code).toBe(1);
  expect(received()).toEqual({});

  ses.sandbox = false;
  await setTimeout(Math.max(0, dies - Date.now()) + 1);
  const redrive = await run('undelivered', 'redrive', '--apply');
  expect(redrive.code).toBe(1);
  const everybody = ['twice', 'once', 'invited', 'warned', 'failed'];
  expect(received()).toEqual(Object.fromEntries(everybody.map((name) => [addressOf(name), 1])));
  const results = Map.groupBy(redrive.result.emails, ({ result }: { result: string }) => result);
  expect(Object.fromEntries([...results].map(([result, { length }]) => [result, length]))).toEqual({
    accepted: 5,
    refused: 2,
  });
  expect(redrive.result.expired).toHaveLength(1);

  const discard = await run('undelivered', 'discard', '--apply');
  expect(discard.result.emails).toMatchObject([{ trigger: 'forgot-password', fate: 'expired' }]);
  const list = await run('undelivered', 'list');
  expect(list.result.emails).toMatchObject([{ trigger: 'forgot-password' }, { trigger: 'forgot-password' }]);
  expect(received()).not.toHaveProperty([addressOf('eve')]);
}, 60_000);

/**
 * Asks for a code that has two seconds to live, until it is kept: a slow machine may let it die before the sender sees it.
 *
 * @returns When it dies, by its record, in milliseconds since 1970.
 */
async function keepDying(event: CognitoEvent): Promise<number> {
  const { queue } = trouble.playground;
  const before = queue.length;
  while (queue.length === before) await trouble.ask(event, new Date(Date.now() - (3600 - 2) * 1000));
  return Date.parse(JSON.parse(queue.at(-1)?.body ?? '').expiresAt);
}

/** Puts another address into what the queue keeps for somebody, or into a copy of it. */
function change(
  queue: Trouble['playground']['queue'],
  name: string,
  { keep, userName }: { readonly keep: boolean; readonly userName: string },
): void {
  const at = queue.findIndex(({ body }) => body.includes(addressOf(name)));
  const record: { event: CognitoEvent } = JSON.parse(queue[at]?.body ?? '');
  record.event.userName = userName;
  record.event.request.userAttributes['email'] = addressOf('eve');
  queue.splice(at, keep ? 0 : 1, { id: crypto.randomUUID(), body: JSON.stringify(record) });
}
