import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { functionArn, functionName, stackName } from '../../../playground/deployment.ts';
import { account, homeRegion } from '../../../playground/fixtures.ts';
import type { DeployedFunction } from '../../../playground/functions.ts';
import { ServiceError } from '../../../playground/wire.ts';
import { createInvokeSender } from '../../../src/canary/invoke-sender.ts';
import { createFindAccepted } from '../../../src/redrive/sending/accepted-before.ts';
import { createCheckAddress } from '../../../src/redrive/sending/check-address.ts';
import type { Result } from '../../../src/redrive/sending/ended.ts';
import { createPace } from '../../../src/redrive/sending/pace.ts';
import { type Redriven, redriveInRounds } from '../../../src/redrive/sending/rounds.ts';
import { createSendAgain } from '../../../src/redrive/sending/send-again.ts';
import type { TriggerSource } from '../../../src/trigger-source.ts';
import { createKeptQueue } from '../../../src/undelivered/kept-queue.ts';
import { addressOf, startTrouble, type Trouble } from '../../support/trouble.ts';

// A function that is busy is waited for by the second.
jest.setTimeout(30_000);

let trouble: Trouble;
beforeAll(async () => {
  trouble = await startTrouble();
});
beforeEach(() => trouble.reset());
afterAll(() => trouble.close());

const signUp: TriggerSource = 'CustomEmailSender_SignUp';

/** Keeps an email for each name, in this order: the sandbox refuses them, and then no more. */
async function keep(...names: string[]): Promise<void> {
  const ses = trouble.playground.region(homeRegion);
  ses.sandbox = true;
  for (const name of names) await trouble.ask(await trouble.eventOf(name, signUp));
  ses.sandbox = false;
  expect(trouble.playground.queue.length).toBeGreaterThanOrEqual(names.length);
}

interface Settings {
  readonly claimSeconds?: number;
  readonly perSecond?: number;
  readonly signal?: AbortSignal;
  readonly onTurn?: () => void;
}

async function redrive({
  claimSeconds = 380,
  perSecond = 100,
  signal = new AbortController().signal,
  onTurn = () => undefined,
}: Settings = {}): Promise<Redriven> {
  const { clientOf, playground } = trouble;
  const once = { ...clientOf, maxAttempts: 1 };
  const queue = createKeptQueue(new SQSClient(once), `${playground.url}/${account}/undelivered`, signal);
  const invoke = createInvokeSender(new LambdaClient(once));
  return redriveInRounds({
    queue,
    settings: { authenticationCodeMinutes: 3, temporaryPasswordDays: 7 },
    isChosen: () => true,
    claimSeconds,
    maxWaitMs: 0,
    onWait: () => undefined,
    signal,
    tools: {
      findAccepted: createFindAccepted(new CloudWatchLogsClient(once), `/aws/lambda/${stackName}`),
      checkAddress: createCheckAddress(new CognitoIdentityProviderClient(once)),
      sendAgain: createSendAgain({
        queue,
        claimSeconds,
        invoke: (event) => invoke(functionArn, event, { signal: new AbortController().signal }),
      }),
      pace: createPace(perSecond),
      onTurn,
    },
  });
}

const resultsOf = ({ endings }: Redriven): Result[] => endings.map(({ ended }) => ended.result);
const everybodyGot = (times: number, ...names: string[]): void =>
  expect(trouble.received()).toEqual(Object.fromEntries(names.map((name) => [addressOf(name), times])));
const failCall = (wanted: string, error: ServiceError, most = Number.POSITIVE_INFINITY): void => {
  let left = most;
  trouble.playground.intercept = ({ operation }) => {
    if (operation !== wanted || left === 0) return undefined;
    left -= 1;
    return error;
  };
};
describe('a redrive', () => {
  test('sends the oldest first, whatever order the queue gives them in', async () => {
    const names = ['first', 'second', 'third', 'fourth', 'fifth'];
    await keep(...names);
    trouble.playground.queue.reverse();
    expect(resultsOf(await redrive())).toEqual(names.map(() => 'accepted'));
    expect(trouble.playground.mailbox.flatMap(({ to }) => to)).toEqual(names.map(addressOf));
    expect(trouble.playground.queue).toEqual([]);
  });

  test('takes the queue again when its claims run out before everybody had a turn', async () => {
    const names = ['a', 'b', 'c'];
    await keep(...names);
    // An email has no turn with less than 30 seconds left.
    expect(resultsOf(await redrive({ claimSeconds: 32, perSecond: 1 }))).toEqual(names.map(() => 'accepted'));
    everybodyGot(1, ...names);
    const receives = trouble.playground.calls.filter(({ operation }) => operation === 'GetQueueAttributes');
    expect(receives.length).toBeGreaterThan(1);
  });

  test('stops at a cause that goes on, and keeps what it was with the time it really dies', async () => {
    await keep('a', 'b', 'c');
    const [before] = trouble.playground.queue.map(({ body }) => JSON.parse(body).expiresAt);
    trouble.playground.region(homeRegion).sandbox = true;
    const redriven = await redrive();
    expect(resultsOf(redriven)).toEqual(['kept', 'not-tried', 'not-tried']);
    // The event that failed once more is kept once more, and is one email all the same.
    expect(trouble.playground.queue).toHaveLength(4);
    trouble.playground.region(homeRegion).sandbox = false;
    const again = await redrive();
    expect(resultsOf(again)).toEqual(['accepted', 'accepted', 'accepted']);
    const [oldest] = again.endings;
    expect(oldest?.email.copies).toHaveLength(2);
    expect(oldest?.email.expiresAt).toBe(Date.parse(before));
    everybodyGot(1, 'a', 'b', 'c');
    expect(trouble.playground.queue).toEqual([]);
  });

  test('gives up after three in a row that AWS did not take', async () => {
    await keep('a', 'b', 'c', 'd', 'e');
    failCall('SendEmail', new ServiceError('InternalServiceErrorException', 'Sorry.', 500));
    const results = resultsOf(await redrive());
    expect(results).toEqual(['deferred', 'deferred', 'deferred', 'not-tried', 'not-tried']);
    trouble.playground.intercept = undefined;
    expect(resultsOf(await redrive())).toEqual(Array(5).fill('accepted'));
    everybodyGot(1, 'a', 'b', 'c', 'd', 'e');
  });

  test('waits for a function that is busy', async () => {
    await keep('a');
    failCall('Invoke', new ServiceError('TooManyRequestsException', 'Rate Exceeded.', 429), 1);
    expect(resultsOf(await redrive())).toEqual(['accepted']);
    everybodyGot(1, 'a');
  });

  test('does not send again what was sent when its answer was lost: the next one reads it off the log', async () => {
    await keep('a', 'b');
    let lost = 0;
    trouble.playground.intercept = ({ operation }) =>
      operation === 'Invoke' && lost++ === 0
        ? { status: 0, body: '', reset: true, afterwards: true }
        : undefined;
    expect(resultsOf(await redrive())).toEqual(['unknown', 'accepted']);
    // It stays hidden for as long as the function might still have been running.
    expect(await redrive()).toMatchObject({ endings: [], others: 1 });
    trouble.playground.passTime(381_000);
    const { endings } = await redrive();
    expect(endings).toMatchObject([
      { ended: { result: 'accepted-before', sesMessageId: trouble.playground.mailbox[0]?.id } },
    ]);
    everybodyGot(1, 'a', 'b');
    expect(trouble.playground.queue).toEqual([]);
  });

  test('says that a record could not be removed, and the next one removes it without sending', async () => {
    await keep('a');
    failCall('DeleteMessageBatch', new ServiceError('InternalError', 'Sorry.', 500));
    expect((await redrive()).endings).toMatchObject([{ ended: { result: 'accepted', stillThere: true } }]);
    trouble.playground.intercept = undefined;
    trouble.playground.passTime(381_000);
    expect(resultsOf(await redrive())).toEqual(['accepted-before']);
    everybodyGot(1, 'a');
    expect(trouble.playground.queue).toEqual([]);
  });

  test('sends nothing that somebody else has removed meanwhile', async () => {
    await keep('a');
    trouble.playground.intercept = ({ operation }) => {
      if (operation === 'AdminGetUser') trouble.playground.queue.splice(0);
      return undefined;
    };
    expect(resultsOf(await redrive())).toEqual(['taken']);
    expect(trouble.received()).toEqual({});
  });

  test('sends nothing while somebody else holds a part of the queue, and holds nothing itself', async () => {
    await keep('a', 'b');
    const { clientOf, playground } = trouble;
    const signal = new AbortController().signal;
    const url = `${playground.url}/${account}/undelivered`;
    const another = createKeptQueue(new SQSClient(clientOf), url, signal);
    const held = await another.receiveAll(380);
    await keep('c');
    expect(await redrive()).toMatchObject({ endings: [], others: 2 });
    expect((await another.depth()).visible).toBe(1);
    await another.release(held);
    expect(resultsOf(await redrive())).toEqual(['accepted', 'accepted', 'accepted']);
  });

  test('takes what somebody lets go of at the last moment as well: all or nothing', async () => {
    await keep('a', 'b', 'c');
    const { clientOf, playground } = trouble;
    const another = createKeptQueue(
      new SQSClient(clientOf),
      `${playground.url}/${account}/undelivered`,
      new AbortController().signal,
    );
    await another.receiveAll(5);
    await keep('d');
    let counts = 0;
    playground.intercept = ({ operation }) => {
      // The second time that the queue is asked is to see whether others hold a part of it.
      if (operation === 'GetQueueAttributes' && ++counts === 2) playground.passTime(5000);
      return undefined;
    };
    expect(resultsOf(await redrive())).toEqual(Array(4).fill('accepted'));
    everybodyGot(1, 'a', 'b', 'c', 'd');
  });

  test('sends nothing when the log cannot be read: nobody could tell what was sent before', async () => {
    await keep('a');
    failCall('FilterLogEvents', new ServiceError('AccessDeniedException', 'No.', 403));
    await expect(redrive()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(trouble.received()).toEqual({});
    trouble.playground.intercept = undefined;
    expect(resultsOf(await redrive())).toEqual(['accepted']);
  });

  test('tells what it has done where something breaks it off', async () => {
    await keep('a', 'b');
    let invocations = 0;
    trouble.playground.intercept = ({ operation }) =>
      operation === 'Invoke' && ++invocations > 1
        ? new ServiceError('AccessDeniedException', 'Not any more.', 403)
        : undefined;
    const redriven = await redrive();
    expect(resultsOf(redriven)).toEqual(['accepted']);
    expect(redriven.failure).toMatchObject({ name: 'AccessDeniedException' });
    trouble.playground.intercept = undefined;
    expect(resultsOf(await redrive())).toEqual(['accepted']);
    everybodyGot(1, 'a', 'b');
  });

  test('sends nothing whose address nobody could check', async () => {
    await keep('a', 'b', 'c', 'd');
    failCall('AdminGetUser', new ServiceError('AccessDeniedException', 'No.', 403));
    expect(resultsOf(await redrive())).toEqual(['unchecked', 'unchecked', 'unchecked', 'not-tried']);
    expect(trouble.received()).toEqual({});
    expect(trouble.playground.queue).toHaveLength(4);
  });

  test('refuses an address that is not the user’s, and a user who is gone', async () => {
    await keep('moved', 'gone', 'here', 'nameless');
    const { users } = trouble.playground;
    users.set('moved', { email: 'moved@example.org' });
    users.set('nameless', { sub: 'nameless' });
    users.delete('gone');
    expect(resultsOf(await redrive())).toEqual(['refused', 'refused', 'accepted', 'refused']);
    everybodyGot(1, 'here');
  });

  test('takes a domain in either spelling for the same address', async () => {
    const event = await trouble.eventOf('ana', signUp);
    trouble.playground.users.set('ana', { email: 'ana@bücher.example' });
    event.request.userAttributes['email'] = 'ana@xn--bcher-kva.example';
    trouble.playground.region(homeRegion).sandbox = true;
    await trouble.ask(event);
    trouble.playground.region(homeRegion).sandbox = false;
    expect(resultsOf(await redrive())).toEqual(['accepted']);
  });

  test('does not take the redirect inbox for the person', async () => {
    await keep('a', 'b');
    const { functions, region } = trouble.playground;
    const deployed = functions.get(functionName) as DeployedFunction;
    const { Variables } = deployed.configuration['Environment'] as { Variables: Record<string, string> };
    const Environment = { Variables: { ...Variables, SANDBOX_REDIRECT_TO: 'inbox@auth.example.com' } };
    functions.set(functionName, { ...deployed, configuration: { ...deployed.configuration, Environment } });
    region(homeRegion).sandbox = true;
    expect(resultsOf(await redrive())).toEqual(['redirected', 'not-tried']);
    region(homeRegion).sandbox = false;
    expect(resultsOf(await redrive())).toEqual(['accepted', 'accepted']);
    expect(trouble.received()).toMatchObject({ [addressOf('a')]: 1, [addressOf('b')]: 1 });
    functions.set(functionName, deployed);
  });

  test('stops when it is told to, once the email that it is at has ended', async () => {
    await keep('a', 'b', 'c');
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    const redriven = await redrive({ signal: controller.signal, onTurn: stop });
    expect(resultsOf(redriven)).toEqual(['accepted', 'not-tried', 'not-tried']);
    // What had no turn is there for the next one at once.
    expect(resultsOf(await redrive())).toEqual(['accepted', 'accepted']);
    everybodyGot(1, 'a', 'b', 'c');
  });
});
