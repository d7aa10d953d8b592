import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { functionArn, stackName } from '../../playground/deployment.ts';
import { keyArn, userPoolId } from '../../playground/fixtures.ts';
import type { Playground } from '../../playground/playground.ts';
import { startIn } from '../../playground/states.ts';
import { applied, createRuns } from '../support/attach.ts';
import { runCliProcess } from '../support/cli.ts';
import { backupsIn, changesIn, folder } from '../support/user-pools.ts';

// Each starts processes of their own, which a busy machine is slow to do.
jest.setTimeout(30_000);

let playground: Playground;
let close: () => Promise<void>;
let runs: ReturnType<typeof createRuns>;
const cwd = folder();
beforeAll(async () => {
  ({ playground, close } = await startIn('detached'));
  runs = createRuns(playground, cwd);
});
afterAll(() => close());

describe('a mistake', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['an id that is none', () => runs.attach({ userPoolId: 'customers' })],
    ['a pool that is not there', () => runs.attach({ userPoolId: 'eu-west-1_Nobody' })],
    ['a version', () => runs.attach({ functionArn: `${functionArn}:7`, kmsKeyArn: keyArn })],
    ['no key', () => runs.attach({ functionArn: functionArn.replace('email', 'no') })],
    ['a key id', () => runs.attach({ kmsKeyArn: '0a11ce00-c0de-4000-8000-0000000e4a11' })],
    ['an alias of a key', () => runs.attach({ kmsKeyArn: keyArn.replace(/key.*/, 'alias/x') })],
    ['a function of another Region', () => runs.attach({ userPoolId: 'us-east-1_PlayGr0nd' })],
    ['applying with nobody to ask', () => runs.attach({ apply: true })],
    ['agreeing to a dry run', () => runs.attach({ yes: true })],
    ['a backup of a dry run', () => runs.detach({ backup: 'file' })],
    ['a backup over another file', () => runs.attach({ ...applied, backup: '/dev/null' })],
    ['a backup into no folder', () => runs.detach({ ...applied, backup: 'nowhere/file.json' })],
    ['a backup that is not there', () => runs.restore('nothing.json')],
    ['a backup that is none', () => runs.restore('/dev/null')],
  ])('%s is told as such, with the fix, and changes nothing', async (_, run) => {
    await expect(run()).rejects.toMatchObject({ name: 'Mistake', fix: expect.stringMatching(/\w/) });
    expect([changesIn(playground), backupsIn(cwd)]).toEqual([[], []]);
  });
});

describe('at the command line', () => {
  const pool = ['--user-pool-id', userPoolId];
  const run = (args: string[], env = {}) => runCliProcess(args, { playground, cwd, env });

  test('a pool has to be named', async () => {
    const { code, stderr } = await run(['attach']);
    expect(code).toBe(2);
    expect(stderr).toContain('--user-pool-id');
  });

  test('nothing is done with nobody to ask, and JSON says so', async () => {
    const { code, stdout } = await run(['detach', ...pool, '--apply', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout).error.fix).toContain('--yes');
  });

  test('detach needs neither an installation nor a Region besides the pool’s', async () => {
    const { code, stderr } = await run(['detach', ...pool], { AWS_REGION: '' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('it can be tried with no AWS account', async () => {
    const { code, stdout } = await runCliProcess(['attach', ...pool, '--playground', 'detached'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('CustomEmailSender');
  });

  test('a backup goes into a new file where the command is run', async () => {
    const { code } = await run(['attach', ...pool, '--stack', stackName, '--apply', '--yes', '--json']);
    expect(code).toBe(0);
    expect(backupsIn(cwd)).toHaveLength(1);
    expect((await runs.restore(backupsIn(cwd)[0]?.file ?? '')).code).toBe(0);
    expect((await runs.attach({ ...applied })).code).toBe(0);
  });
});
