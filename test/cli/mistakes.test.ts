import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { functionArn } from '../../playground/deployment.ts';
import { userPoolId } from '../../playground/fixtures.ts';
import type { Playground } from '../../playground/playground.ts';
import { startIn } from '../../playground/states.ts';
import { ServiceError } from '../../playground/wire.ts';
import { version } from '../../src/version.ts';
import { runCli, runCliProcess } from '../support/cli.ts';

// Each case is a process of its own; on a busy machine that takes its time.
jest.setTimeout(60_000);

let playground: Playground;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ playground, close } = await startIn('good'));
});
afterAll(() => close());

const elsewhere = mkdtempSync(join(tmpdir(), 'no-samconfig-'));
const keys = { AWS_ACCESS_KEY_ID: 'some', AWS_SECRET_ACCESS_KEY: 'key' };

describe('a mistake at the command line', () => {
  test.each([
    ['an unknown verb', ['doktor'], {}],
    ['an unknown option', ['doctor', '--bogus'], {}],
    ['no verb at all', [], {}],
    ['no Region', ['doctor'], {}],
    ['something that is not a Region', ['doctor', '--region', 'europe'], {}],
    ['a Region that does not exist', ['doctor', '--region', 'eu-west-9'], { env: keys }],
    ['a profile that does not exist', ['doctor', '--region', 'eu-west-1', '--profile', 'nobody'], {}],
    ['no credentials', ['doctor', '--region', 'eu-west-1'], {}],
    [
      'a name where an ARN is wanted',
      ['doctor', '--function-arn', 'email-sender', '--region', 'eu-west-1'],
      {},
    ],
    ['a topic that is none', ['doctor', '--topic-arn', 'alerts', '--region', 'eu-west-1'], {}],
    ['a queue that is none', ['undelivered', 'list', '--queue-url', 'https://example.com/q'], {}],
    ['a From address that is none', ['doctor', '--from', 'Acme', '--region', 'eu-west-1'], {}],
    ['a state that the playground does not have', ['doctor', '--playground', 'perfect'], {}],
  ])('%s is told in one line without a stack trace, and exits 2', async (_, args, options) => {
    const { code, stdout, stderr } = await runCli(args, options);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/^\s+at .+:\d+/m);
    if (args.length > 0) expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test.each([
    ['--profile', ['--profile', 'nobody'], {}],
    ['AWS_PROFILE', [], { AWS_PROFILE: 'nobody' }],
  ])('a profile of %s that does not exist is told with those that do', async (from, args, env) => {
    const file = join(mkdtempSync(join(tmpdir(), 'aws-config-')), 'config');
    writeFileSync(file, '[profile work]\nregion = eu-west-1\n[sso-session corp]\nsso_region = eu-west-1\n');
    const { code, stderr } = await runCliProcess(['doctor', ...args], {
      cwd: elsewhere,
      env: { ...env, AWS_CONFIG_FILE: file },
    });
    expect(code).toBe(2);
    for (const named of ['nobody', from, file, 'work']) expect(stderr).toContain(named);
    expect(stderr).not.toContain('corp');
  });

  test('what nobody understands is JSON where JSON was asked for', async () => {
    const { code, stdout, stderr } = await runCli(['doctor', '--bogus', '--json']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      error: { found: expect.stringContaining('--bogus'), fix: expect.any(String) },
    });
  });

  test.each([
    ['a stack that does not exist', ['doctor', '--stack', 'other'], undefined],
    [
      'an expired token',
      ['doctor'],
      new ServiceError('ExpiredToken', 'The security token included in the request is expired', 403),
    ],
    [
      'a missing permission',
      ['doctor'],
      new ServiceError(
        'AccessDenied',
        'User: u is not authorized to perform: cloudformation:DescribeStacks',
        403,
      ),
    ],
  ])(
    '%s is told in one line with what to do, and as JSON where JSON was asked for',
    async (_, args, error) => {
      playground.intercept = error && (() => error);
      const text = await runCli(args, { playground });
      const json = await runCli([...args, '--json'], { playground });
      playground.intercept = undefined;
      expect([text.code, json.code]).toEqual([2, 2]);
      expect(text.stderr.trim().split('\n')).toHaveLength(1);
      const { found, fix } = JSON.parse(json.stdout).error;
      expect(text.stderr.trim()).toBe(`${found} ${fix}`);
    },
  );

  test.each([
    ['undelivered list', ['undelivered', 'list']],
    ['send-test', ['send-test']],
    ['attach', ['attach', '--user-pool-id', userPoolId]],
  ])('a function that does not exist is told by %s, which it would have told the rest', async (_, args) => {
    const { code, stderr } = await runCli([...args, '--function-arn', `${functionArn}-typo`], { playground });
    expect(code).toBe(2);
    expect(stderr).toContain(`${functionArn}-typo`);
  });

  test('a function that may not be read is told with the permission', async () => {
    const denied = new ServiceError('AccessDeniedException', 'User: u is not authorized', 403);
    playground.intercept = ({ operation }) => (operation === 'GetFunctionConfiguration' ? denied : undefined);
    const { code, stderr } = await runCli(['undelivered', 'list', '--function-arn', functionArn], {
      playground,
    });
    playground.intercept = undefined;
    expect(code).toBe(2);
    expect(stderr).toContain('lambda:GetFunctionConfiguration');
    expect(stderr).toContain('--queue-url');
  });

  test('neither a stack nor a function is told without a stack trace', async () => {
    const { code, stderr } = await runCliProcess(['doctor', '--region', 'eu-west-1'], { cwd: elsewhere });
    expect(code).toBe(2);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(3);
  });

  test('a samconfig.toml that is no TOML is told as such', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bad-samconfig-'));
    writeFileSync(join(folder, 'samconfig.toml'), 'version = \n');
    const { code, stderr } = await runCliProcess(['doctor'], { playground, cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('samconfig.toml');
  });
});

test('a reader that leaves early is no mistake', async () => {
  const { code, stderr } = await runCliProcess(['doctor', '--help'], {
    started: ({ stdout }) => void stdout?.destroy(),
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('the version is the one that doctor compares a deployment with', async () => {
  expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

describe('help', () => {
  test.each([[['--help']], [['doctor', '--help']]])('%j teaches with examples and exits 0', async (args) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Examples:');
  });

  test.each([[['doctor', '--help']], [['send-test', '--help']], [['undelivered', 'redrive', '--help']]])(
    '%j loads no AWS library before it runs',
    async (args) => {
      // Node then says of every module that it loads.
      const { stderr } = await runCliProcess(args, { env: { NODE_DEBUG: 'esm' } });
      expect(stderr).toContain('commander');
      expect(stderr).not.toMatch(/@aws-sdk|@smithy|@clack/);
    },
  );
});
