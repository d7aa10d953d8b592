import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { type FaultName, setFault } from '../../playground/faults.ts';
import { otherKeyArn } from '../../playground/fixtures.ts';
import { type Environment, startEnvironment } from '../../playground/lambda.ts';
import { ServiceError } from '../../playground/wire.ts';
import type { CanaryResult } from '../../src/watch/canary.ts';
import { judgeCandidate } from '../../src/watch/gate.ts';
import { type Sender, startSender } from '../support/sender.ts';
import { candidateArn, linesOf, senderArn, startWatch, type Watch } from '../support/watch.ts';

// A look keeps to SES's one question a second, and a canary that fails is tried again after seconds.
jest.setTimeout(90_000);

let watch: Watch;
let live: Sender;
const started: { close: () => Promise<void> }[] = [];

beforeAll(async () => {
  watch = await startWatch();
  live = await startSender();
});
afterEach(async () => {
  for (const each of started.splice(0)) await each.close();
});
afterAll(async () => {
  await watch.close();
  await live.close();
});

/** A version of the real bundle, in an account of its own that is in whatever fault. */
async function version(env: Record<string, string> = {}, fault: FaultName = 'none'): Promise<Environment> {
  const sender = await startSender(env);
  setFault(sender.playground, fault);
  started.push(sender);
  return sender.environment;
}

/** A version whose bundle is this source text. */
function bundle(source: string): Environment {
  const path = join(mkdtempSync(join(tmpdir(), 'gate-')), 'handler.mjs');
  writeFileSync(path, source);
  const environment = startEnvironment({}, path);
  started.push(environment);
  return environment;
}

/**
 * A deployment as CodeDeploy does it: the hook is invoked and must answer for this very execution; only then does the
 * alias move. AWS docs, "AppSpec 'hooks' section for an AWS Lambda deployment".
 */
async function deploy(
  candidate: Environment | ServiceError,
  { lambda, codedeploy, environment }: Watch = watch,
) {
  lambda.functions.set(senderArn, live.environment);
  lambda.functions.set(candidateArn, candidate);
  lambda.invoked.length = 0;
  const execution = { deploymentId: 'd-1A2B3C4D5', lifecycleEventHookExecutionId: crypto.randomUUID() };
  const { error, lines } = await environment.invoke(
    {
      DeploymentId: execution.deploymentId,
      LifecycleEventHookExecutionId: execution.lifecycleEventHookExecutionId,
    },
    { timeoutMs: 300_000 },
  );
  expect(error).toBeUndefined();
  const { status, ...answered } = codedeploy.answers.at(-1) ?? {};
  expect(answered).toEqual(execution);
  if (status === 'Succeeded') lambda.functions.set(senderArn, candidate);
  return {
    status,
    taken: lambda.functions.get(senderArn) === candidate,
    why: linesOf(lines, 'gate')[0]?.['why'],
    invoked: [...lambda.invoked],
  };
}

describe('a deployment', () => {
  test('of a version that sends takes traffic, and the live version is not asked', async () => {
    expect(await deploy(await version())).toEqual({
      status: 'Succeeded',
      taken: true,
      why: 'accepted',
      invoked: [candidateArn],
    });
  });

  test.each<[string, () => Promise<Environment | ServiceError> | Environment | ServiceError, string]>([
    [
      'throws',
      () => bundle(`export const handler = async () => { throw new TypeError('a bug'); };`),
      'no-outcome',
    ],
    ['cannot be loaded', () => bundle(`throw new Error('an import that is missing');`), 'no-outcome'],
    ['answers and says nothing', () => bundle('export const handler = async () => undefined;'), 'no-outcome'],
    ['dies', () => bundle('export const handler = () => process.exit(1);'), 'no-outcome'],
    ['has settings that it cannot read', () => version({ FROM_ADDRESS: 'nobody' }), 'no-outcome'],
    [
      'has lost the key that its pools encrypt under',
      () => version({ KMS_KEY_ARNS: otherKeyArn }),
      'wrong-key',
    ],
    [
      'names a configuration set that is not there',
      () => version({ CONFIGURATION_SET: 'gone' }),
      'configuration-set-missing',
    ],
    [
      'sends from an address that is not verified',
      () => version({ FROM_ADDRESS: 'a@elsewhere.example' }),
      'sender-unverified',
    ],
    ['no longer takes its pools', () => version({ USER_POOL_IDS: 'eu-west-1_Another' }), 'pool-not-allowed'],
  ])(
    'of a version that %s never takes traffic',
    async (_, candidate, why) => {
      expect(await deploy(await candidate())).toMatchObject({ status: 'Failed', taken: false, why });
    },
    90_000,
  );

  // IAM takes seconds until a permission is known everywhere, so these are tried again; here side by side.
  test('of a version that may not decrypt, send or be invoked never takes traffic', async () => {
    const whys = await Promise.all(
      [
        version({}, 'KMS access denied'),
        version({}, 'SES access denied'),
        new ServiceError('AccessDeniedException', 'no', 403),
      ].map(async (candidate) => {
        const own = await startWatch();
        started.push(own);
        const { status, taken, why } = await deploy(await candidate, own);
        expect({ status, taken }).toEqual({ status: 'Failed', taken: false });
        return why;
      }),
    );
    expect(whys).toEqual(['kms-access-denied', 'ses-access-denied', 'cannot-invoke']);
  }, 90_000);

  test('goes through where the live version fails for the same reason: it may be what fixes it', async () => {
    setFault(live.playground, 'paused account');
    const candidate = await version({}, 'paused account');
    expect(await deploy(candidate)).toMatchObject({
      status: 'Succeeded',
      why: 'no worse than the live version: sending-paused',
      invoked: [candidateArn, senderArn],
    });
    setFault(live.playground, 'none');
  });
});

describe('a candidate', () => {
  const result = (accepted: boolean, reason?: string, userPoolId = 'p_1'): CanaryResult => ({
    userPoolId,
    accepted,
    ...(reason !== undefined && { reason }),
  });

  test('with another fault than the live version’s is refused', () => {
    expect(judgeCandidate([result(false, 'wrong-key')], [result(false, 'sending-paused')]).status).toBe(
      'Failed',
    );
  });

  test('that was not tried is refused', () => {
    expect(judgeCandidate([]).status).toBe('Failed');
  });

  test('passes only if each pool that the live version serves is served, in whatever order they come', () => {
    const results = fc.uniqueArray(
      fc.record({
        userPoolId: fc.integer({ min: 1, max: 5 }).map((n) => `p_${n}`),
        accepted: fc.boolean(),
        reason: fc.constantFrom('wrong-key', 'sending-paused', 'no-outcome'),
      }),
      { minLength: 1, selector: ({ userPoolId }) => userPoolId },
    );
    fc.assert(
      fc.property(results, results, (candidate, current) => {
        const served = candidate.every(({ userPoolId, accepted, reason }) => {
          const now = current.find((each) => each.userPoolId === userPoolId);
          return accepted || (now?.accepted === false && now.reason === reason);
        });
        expect(judgeCandidate(candidate, current).status).toBe(served ? 'Succeeded' : 'Failed');
        expect(judgeCandidate([...candidate].reverse(), [...current].reverse()).status).toBe(
          served ? 'Succeeded' : 'Failed',
        );
      }),
    );
  });
});
