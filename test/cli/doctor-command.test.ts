import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Deployed, startIn } from '../../playground/states.ts';
import { ServiceError } from '../../playground/wire.ts';
import { runCli, runCliProcess } from '../support/cli.ts';

// Each case is a process of its own; on a busy machine that takes its time.
jest.setTimeout(60_000);

let good: Deployed;
beforeAll(async () => {
  good = await startIn('good');
});
afterAll(() => good.close());

const doctor = (...args: string[]) =>
  runCli(['doctor', '--dns', good.dns, ...args], { playground: good.playground });

describe('doctor at the command line', () => {
  test.each([
    ['--recipient', 'ana'],
    ['--user-pool-id', 'my-pool'],
    ['--dns', 'dns.example.com'],
  ])('%s %s is a mistake, told in one line', async (flag, value) => {
    const { code, stdout, stderr } = await doctor(flag, value);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`${flag} is ${value}`);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('what could not be looked at is not well: it exits 2', async () => {
    good.playground.intercept = ({ service }) =>
      service === 'sns' ? new ServiceError('AuthorizationError', 'not authorized', 403) : undefined;
    const { code, stdout } = await doctor();
    good.playground.intercept = undefined;
    expect(stdout).toMatch(/^unknown alert-topic /m);
    expect(code).toBe(2);
  });

  test('a warning exits 0, and with --strict 1', async () => {
    good.playground.queueAttributes['MessageRetentionPeriod'] = '86400';
    const [lenient, strict] = await Promise.all([doctor(), doctor('--strict')]);
    delete good.playground.queueAttributes['MessageRetentionPeriod'];
    expect(lenient.stdout).toMatch(/^warning queue-retention /m);
    expect([lenient.code, strict.code]).toEqual([0, 1]);
  });

  test('a token that expires on the way is one line, at once', async () => {
    good.playground.intercept = ({ service }) =>
      service === 'kms' ? new ServiceError('ExpiredTokenException', 'The token has expired', 403) : undefined;
    const { code, stdout, stderr } = await doctor();
    good.playground.intercept = undefined;
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/expired.*aws sso login/);
  });

  test('Ctrl-C ends it at once, with the exit code of a program that was interrupted', async () => {
    const { code, stdout, stderr } = await runCliProcess(['doctor', '--dns', good.dns, '--verbose'], {
      playground: good.playground,
      started: (child) => {
        child.stderr?.on('data', (chunk) => {
          if (String(chunk).includes('ses ')) child.kill('SIGINT');
        });
      },
    });
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toMatch(/Stopped\.\n$/);
  });

  test('--playground needs nothing: no account, no Region, no samconfig.toml, no network', async () => {
    const { code, stdout } = await runCliProcess(['doctor', '--playground', 'good', '--json'], { cwd: '/' });
    expect(JSON.parse(stdout).findings.length).toBeGreaterThan(35);
    expect(code).toBe(0);
  });
});
