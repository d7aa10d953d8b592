import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { setFault } from '../../playground/faults.ts';
import { keyArn, otherKeyArn, userPoolId } from '../../playground/fixtures.ts';
import { json } from '../../playground/wire.ts';
import { type Sender, startSender } from '../support/sender.ts';
import { linesOf, senderArn, startWatch, type Watch } from '../support/watch.ts';

const secondPool = 'eu-west-1_Second000';
// A look keeps to SES's one question a second, and a canary that fails is tried again after seconds.
jest.setTimeout(90_000);

let watch: Watch;
let sender: Sender;

beforeAll(async () => {
  watch = await startWatch({
    USER_POOL_IDS: `${userPoolId},${secondPool}`,
    KMS_KEY_ARNS: `${keyArn},${otherKeyArn}`,
  });
  sender = await startSender({ KMS_KEY_ARNS: `${keyArn},${otherKeyArn}` });
});
afterAll(async () => {
  await watch.close();
  await sender.close();
});
beforeEach(() => {
  watch.lambda.functions.clear();
  watch.lambda.functions.set(senderArn, sender.environment);
  watch.playground.intercept = undefined;
  sender.playground.mailbox.length = 0;
  setFault(sender.playground, 'none');
});

const look = async () => {
  const { lines, error } = await watch.environment.invoke({ watch: 'schedule' }, { timeoutMs: 300_000 });
  return { error, lines, canaries: linesOf(lines, 'canary') };
};

describe('a canary', () => {
  test('goes from each pool through the deployed sender to SES’s simulator, and is counted', async () => {
    const { canaries } = await look();
    expect(sender.playground.mailbox.map(({ to }) => to)).toEqual([
      ['success@simulator.amazonses.com'],
      ['success@simulator.amazonses.com'],
    ]);
    expect(canaries).toEqual(
      [userPoolId, secondPool].map((id) =>
        expect.objectContaining({ userPoolId: id, status: 'accepted', service: 'codes', CanaryAccepted: 1 }),
      ),
    );
    expect(canaries[0]?.['_aws']).toMatchObject({
      CloudWatchMetrics: [
        {
          Namespace: 'CognitoEmailSender',
          Dimensions: [['service'], ['service', 'userPoolId']],
          Metrics: [{ Name: 'CanaryAccepted', Unit: 'Count' }],
        },
      ],
    });
  });

  test('is encrypted under the key that its pool has', async () => {
    watch.playground.intercept = ({ service, input }) =>
      service === 'cognito'
        ? json({
            UserPool: {
              Id: input.UserPoolId,
              LambdaConfig: input.UserPoolId === secondPool ? { KMSKeyID: otherKeyArn } : {},
            },
          })
        : undefined;
    watch.playground.calls.length = 0;
    const { canaries } = await look();
    expect(canaries.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    const keys = watch.playground.calls
      .filter(({ service }) => service === 'kms')
      .map(({ input }) => input.KeyId);
    expect(keys).toEqual([keyArn, otherKeyArn]);
  });

  test('that is not accepted counts 0 and names the sender’s reason, while the next pool’s is tried all the same', async () => {
    watch.playground.intercept = ({ service, input }) =>
      service === 'kms' && input.EncryptionContext['userpool-id'] === userPoolId
        ? json({ __type: 'DisabledException', message: 'it is disabled' }, 400, {
            'x-amzn-errortype': 'DisabledException',
          })
        : undefined;
    const { canaries, error } = await look();
    expect(error).toBeUndefined();
    expect(canaries).toEqual([
      expect.objectContaining({
        status: 'failed',
        reason: 'cannot-encrypt',
        error: 'DisabledException',
        CanaryAccepted: 0,
      }),
      expect.objectContaining({ status: 'accepted', CanaryAccepted: 1 }),
    ]);
  }, 60_000);

  test('does not hand on when the watch was started, which the sender would take for the code’s age', async () => {
    const environment = watch.environment;
    const started = new Date(Date.now() - 10 * 60_000);
    const { lines } = await environment.invoke(
      { watch: 'schedule' },
      { timeoutMs: 300_000, acceptedAt: started },
    );
    expect(linesOf(lines, 'canary').map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(watch.lambda.headers.at(-1)).not.toHaveProperty('x-amzn-trace-id');
  });

  test('leaves no code in the watch’s log', async () => {
    const { lines } = await look();
    const codes = sender.playground.mailbox.map(({ text }) => text.match(/\b\d{6}\b/)?.[0]);
    expect(codes).toHaveLength(2);
    for (const code of codes) expect(lines.join('\n')).not.toContain(String(code));
  });
});

test('where any pool may call the sender, the canary comes from one that does not exist', async () => {
  const anyPool = await startWatch({ USER_POOL_IDS: '' });
  anyPool.lambda.functions.set(senderArn, sender.environment);
  const { lines } = await anyPool.environment.invoke({ watch: 'deployment' });
  expect(linesOf(lines, 'canary')).toEqual([
    expect.objectContaining({ userPoolId: 'eu-west-1_Canary', status: 'accepted' }),
  ]);
  const asked = anyPool.playground.calls.map(({ operation }) => operation);
  expect(asked).not.toContain('DescribeUserPool');
  await anyPool.close();
});

test('an event of neither rule nor CodeDeploy is an error, so that a changed target is noticed', async () => {
  const { error } = await watch.environment.invoke({ 'detail-type': 'Scheduled Event' });
  expect(error?.message).toContain('none of theirs');
});

test('without its settings the watch does not start, and says what is missing', async () => {
  const bare = await startWatch({ SENDER_ARN: '', KMS_KEY_ARNS: '' });
  const { error } = await bare.environment.invoke({ watch: 'schedule' });
  expect(error?.message).toContain('SENDER_ARN, KMS_KEY_ARNS');
  await bare.close();
});
