import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { functionName, poolArn } from '../../playground/deployment.ts';
import { homeRegion, userPoolId } from '../../playground/fixtures.ts';
import type { Playground } from '../../playground/playground.ts';
import { startIn } from '../../playground/states.ts';
import { ServiceError } from '../../playground/wire.ts';
import { runCli } from '../support/cli.ts';

jest.setTimeout(30_000);

let playground: Playground;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ playground, close } = await startIn('good'));
});
afterEach(() => close());

const sendTest = (...args: string[]) => runCli(['send-test', ...args], { playground });
/** The function's own variables. */
const variables = (): Record<string, string> => {
  const { Environment } = { ...playground.functions.get(functionName)?.configuration };
  return (Environment as { readonly Variables: Record<string, string> }).Variables;
};

describe('send-test', () => {
  test('sends a dummy code to the mailbox simulator through the deployed function', async () => {
    const { code, stdout } = await sendTest('--json');
    const result = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(playground.mailbox).toMatchObject([{ to: ['success@simulator.amazonses.com'] }]);
    expect(playground.mailbox[0]?.text).toContain('314159');
    expect(result).toMatchObject({
      isReal: false,
      userPoolId,
      outcome: { status: 'accepted', sesMessageId: playground.mailbox[0]?.id },
    });
    // It reads nobody's codes: what it asks of KMS cannot.
    const calls = playground.calls.map(({ service, operation }) => `${service} ${operation}`);
    expect(calls.filter((call) => call === 'kms Decrypt')).toHaveLength(1);
    expect(calls.filter((call) => call === 'kms GenerateDataKey')).toHaveLength(1);
  });

  test('sends another email, in another language, to a real address, and says that it is one', async () => {
    const args = ['--to', 'ana@example.com', '--trigger', 'admin-create-user', '--locale', 'ja'];
    const { code, stderr } = await sendTest(...args);
    expect(code).toBe(0);
    expect(stderr).toContain('ana@example.com');
    const [email] = playground.mailbox;
    expect(email?.to).toEqual(['ana@example.com']);
    expect(email?.html).toContain('lang="ja"');
    expect(email?.text).toContain('Dummy-314159');
  });

  test('says which language the email has, where there are no words for the one that was asked for', async () => {
    const { code, stdout } = await sendTest('--locale', 'tlh');
    expect(code).toBe(0);
    expect(stdout).toMatch(/\ben\b.*\btlh\b/);
    expect((await sendTest('--locale', 'ja')).stdout).toMatch(/ ja$/m);
  });

  test('says what the sandbox refuses, what to do, and that the event is kept', async () => {
    playground.region(homeRegion).sandbox = true;
    const { code, stdout } = await sendTest('--to', 'ana@example.com');
    expect(code).toBe(1);
    expect(stdout).toContain('sandbox-recipient-unverified');
    expect(stdout).toContain('npx cognito-email-sender request-production-access');
    expect(playground.queue).toHaveLength(1);
  });

  test('says that a function did not get as far as an outcome', async () => {
    delete variables()['KMS_KEY_ARNS'];
    const { code, stdout } = await sendTest('--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ thrown: expect.any(String) });
    expect(JSON.parse(stdout)).not.toHaveProperty('outcome');
  });

  test('runs the alias that the pool’s trigger names, under the pool’s own key', async () => {
    const description = playground.pools.get(userPoolId)?.descriptions.get(homeRegion) ?? {};
    const attached = description['LambdaConfig'] as { CustomEmailSender: { LambdaArn: string } };
    attached.CustomEmailSender.LambdaArn += ':live';
    const { stdout } = await sendTest('--json');
    expect(JSON.parse(stdout)).toMatchObject({ version: 'live', outcome: { status: 'accepted' } });
    attached.CustomEmailSender.LambdaArn = poolArn;
    expect((await sendTest()).stderr).toContain(poolArn);
  });

  test('uses what the installation says where the pool may not be described, and says so', async () => {
    playground.intercept = ({ operation }) =>
      operation === 'DescribeUserPool' ? new ServiceError('AccessDeniedException', 'No.', 403) : undefined;
    const { code, stderr } = await sendTest();
    expect(code).toBe(0);
    expect(stderr).toContain('AccessDeniedException');
  });

  test.each([
    ['what is no address', ['--to', 'ana@example.com, eve@example.org']],
    ['a pool that is not there', ['--user-pool-id', 'eu-west-1_Elsewhere']],
    ['an email that carries no address', ['--trigger', 'account-take-over-notification']],
  ])('refuses %s, in one line', async (_, args) => {
    const { code, stdout, stderr } = await sendTest(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(playground.mailbox).toEqual([]);
  });

  const serve = (ids: string): void => {
    variables()['USER_POOL_IDS'] = ids;
    const stack = playground.stacks.get('cognito-email-sender');
    if (stack) stack.parameters['UserPoolIds'] = ids;
  };

  test('asks which pool, where the function serves several', async () => {
    serve('eu-west-1_AAAAAAAAA,eu-west-1_BBBBBBBBB');
    const { code, stderr } = await sendTest();
    expect(code).toBe(2);
    expect(stderr).toContain('--user-pool-id');
  });

  test('needs no pool where the function serves any, and says what that does not show', async () => {
    serve('');
    playground.pools.clear();
    const { code, stderr } = await sendTest();
    expect(code).toBe(0);
    expect(stderr).toContain('--user-pool-id');
    expect(playground.mailbox).toHaveLength(1);
  });
});
