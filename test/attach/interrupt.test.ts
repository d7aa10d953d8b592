import type { ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { functionArn, stackName } from '../../playground/deployment.ts';
import { userPoolId } from '../../playground/fixtures.ts';
import type { Playground } from '../../playground/playground.ts';
import { startIn } from '../../playground/states.ts';
import { runCliProcess } from '../support/cli.ts';
import { startHoldingProxy } from '../support/holding-proxy.ts';
import { backupsIn, describedIn, folder, settingsIn, statementsIn } from '../support/user-pools.ts';

// Each starts processes of their own, which a busy machine is slow to do.
jest.setTimeout(30_000);

let playground: Playground;
let close: () => Promise<void>;
let cwd: string;
beforeEach(async () => {
  ({ playground, close } = await startIn('detached'));
  cwd = folder();
});
afterEach(() => close());

const attach = ['attach', '--user-pool-id', userPoolId, '--stack', stackName, '--apply', '--yes'];
const hasSender = (): boolean =>
  Object.hasOwn(describedIn(playground)['LambdaConfig'] as object, 'CustomEmailSender');

/**
 * Runs a verb and presses Ctrl-C once AWS has done what a call asked for, and before any further answer goes out: so many
 * times, each when the one before was heard.
 */
async function interruptedAt(operation: string, args: readonly string[], { nth = 1, times = 1 } = {}) {
  let child: ChildProcess | undefined;
  let seen = 0;
  let pressed: Promise<unknown> | undefined;
  const press = async (): Promise<void> => {
    child?.kill('SIGINT');
    if (child?.stderr)
      for await (const [chunk] of on(child.stderr, 'data')) if (`${chunk}`.includes('Stopping')) break;
    if (times === 1) return;
    child?.kill('SIGINT');
    if (child?.exitCode === null) await once(child, 'exit');
  };
  playground.intercept = (call) => {
    if (call.operation === operation && ++seen === nth) pressed = press();
    return undefined;
  };
  const proxy = await startHoldingProxy(playground.url, () => pressed);
  const ended = await runCliProcess(args, {
    playground: proxy,
    cwd,
    started: (process) => {
      child = process;
    },
  });
  playground.intercept = undefined;
  proxy.close();
  return ended;
}

describe('Ctrl-C', () => {
  test.each([
    ['while the stack is read', 'DescribeStacks', 1],
    ['while the pool is described', 'DescribeUserPool', 1],
    ['while the key is described', 'DescribeKey', 1],
    ['while the policy is read', 'GetPolicy', 1],
    ['while the pool is described again, before anything is changed', 'DescribeUserPool', 2],
  ])('%s changes nothing', async (_, operation, nth) => {
    const before = describedIn(playground);
    const { code, stdout, stderr } = await interruptedAt(operation, attach, { nth });
    expect(code).toBe(130);
    expect(`${stdout}${stderr}`).toContain('Stopped.');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(describedIn(playground)).toEqual(before);
    expect(statementsIn(playground)).toEqual([]);
  });

  test('while the permission is added leaves the pool alone, and says both and how to go on or back', async () => {
    const before = describedIn(playground);
    const { code, stdout } = await interruptedAt('AddPermission', attach);
    expect(code).toBe(130);
    expect(describedIn(playground)).toEqual(before);
    expect(statementsIn(playground)).toHaveLength(1);
    expect(stdout).toContain('Added permission');
    expect(stdout).toContain('The user pool was not updated.');
    expect(stdout).toContain('remove-permission');

    const goOn = stdout.match(/^To go on: npx cognito-email-sender (.*)$/m)?.[1]?.split(' ') ?? [];
    expect((await runCliProcess([...goOn, '--yes'], { playground, cwd })).code).toBe(0);
    expect(hasSender()).toBe(true);
    expect(statementsIn(playground)).toHaveLength(1);
  });

  test('says the same as JSON', async () => {
    const { code, stdout } = await interruptedAt('AddPermission', [...attach, '--json']);
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'stopped',
      done: ['back-up', 'permit'],
      notDone: ['update', 'prove'],
      backup: backupsIn(cwd)[0]?.file.split('/').at(-1),
    });
  });

  test.each([
    ['while the pool is updated', 'UpdateUserPool', 1],
    ['while the pool is described a last time', 'DescribeUserPool', 3],
  ])('%s has the update proved all the same', async (_, operation, nth) => {
    const { code, stdout } = await interruptedAt(operation, attach, { nth });
    expect(code).toBe(130);
    expect(stdout).toContain('Done.');
    expect(hasSender()).toBe(true);
    expect(stdout).toContain('Described it again');
  });

  test('during a detach leaves the permission, and says so and how to take it away', async () => {
    await runCliProcess(attach, { playground, cwd });
    const detach = ['detach', '--user-pool-id', userPoolId, '--apply', '--yes'];
    const { code, stdout } = await interruptedAt('UpdateUserPool', detach);
    expect(code).toBe(130);
    expect(hasSender()).toBe(false);
    expect(statementsIn(playground)).toHaveLength(1);
    expect(stdout).toContain('The permission was not taken away.');
    expect(stdout).toContain(
      `aws lambda remove-permission --region eu-west-1 --function-name ${functionArn} --statement-id ${statementsIn(playground)[0]}`,
    );
  });

  test.each([
    ['AddPermission', 'adding the permission'],
    ['UpdateUserPool', 'updating the user pool'],
  ])('twice during %s ends at once and says that its outcome is not known', async (operation, doing) => {
    const { code, stdout, stderr } = await interruptedAt(operation, attach, { times: 2 });
    expect(code).toBe(130);
    expect(stderr).toContain(`Cut off while ${doing}`);
    expect(stdout).toContain('Backed up to');
    const [backup] = backupsIn(cwd);
    expect(
      (await runCliProcess(['restore', backup?.file ?? '', '--apply', '--yes'], { playground, cwd })).code,
    ).toBe(0);
    expect({ ...settingsIn(playground), LastModifiedDate: 0 }).toEqual({
      ...(backup?.userPool as object),
      LastModifiedDate: 0,
    });
  });
});
