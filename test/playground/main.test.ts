import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, jest, test } from '@jest/globals';
import { clientId } from '../../playground/fixtures.ts';
import { triggerSources } from '../../src/trigger-source.ts';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

// A whole start of the program each, on a machine that may have other things to do.
jest.setTimeout(30_000);

/** `npm start`'s own program, as a person runs it. */
const start = (args: string[], env: Record<string, string> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['playground/main.ts', ...args],
      { env: { ...process.env, ...env } },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });

/** The columns in which the lines have something after a gap, each once. */
const columnsOf = (lines: readonly string[]): string[] => [
  ...new Set(
    lines.map((line) =>
      [...line.matchAll(/ {2,}(?=\S)/g)]
        .map(({ index, 0: gap }) => index + gap.length)
        .slice(0, 2)
        .join(' '),
    ),
  ),
];

describe('npm start', () => {
  test('--once sends the eight events and ends well', async () => {
    const { code, stdout, stderr } = await start(['--once', '--port', '0']);
    expect(stdout.match(/ accepted /g)).toHaveLength(triggerSources.length);
    expect(stdout).toContain(`${triggerSources.length} of ${triggerSources.length} emails accepted.`);
    expect(columnsOf(stdout.split('\n').slice(0, 9))).toHaveLength(1);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test.each([
    ['--sandbox', ['--sandbox'], {}],
    ['SANDBOX=1', [], { SANDBOX: '1' }],
  ])('%s shows what SES refuses as outcomes, with no stack, and ends badly', async (_, args, env) => {
    const { code, stdout, stderr } = await start(['--once', '--port', '0', ...args], env);
    expect(stdout.match(/ undeliverable: /g)).toHaveLength(triggerSources.length);
    expect(`${stdout}${stderr}`).not.toMatch(/\bat .*:\d+:\d+/);
    // The whole story: what was refused, the alert, where the events are, and how to send them again.
    expect(columnsOf(stdout.split('\n').slice(0, 9))).toHaveLength(1);
    expect(stdout).toContain('Reason:            sandbox-recipient-unverified');
    expect(stdout).toContain('npx cognito-email-sender request-production-access');
    expect(stdout.match(/^ {4}\w+ +sandbox-recipient-unverified +\d{4}-\d\d-\d\d /gm)).toHaveLength(8);
    expect(stdout).toMatch(/^How to send them again/m);
    expect(code).toBe(1);
  });

  test('--event sends an event of one’s own and nothing else', async () => {
    const { code, stdout } = await start(['--once', '--port', '0', '--event', 'events/authentication.json']);
    expect(stdout).toMatch(/^Authentication +accepted /m);
    expect(stdout).toContain('1 of 1 email accepted.');
    expect(code).toBe(0);
  });

  test.each([['nowhere.json'], ['README.md']])('--event %s is one clear line', async (path) => {
    const { code, stdout, stderr } = await start(['--once', '--port', '0', '--event', path]);
    expect(stderr).toMatch(new RegExp(`^--event is ${path}, which cannot be read as JSON: .*\\n$`));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('BRANDS are shown, by the app clients that they list', async () => {
    const brands = [
      { clientIds: ['*'], name: 'Everybody' },
      { clientIds: [clientId], name: 'Harbour' },
    ];
    const { code, stdout } = await start(['--once', '--port', '0'], { BRANDS: JSON.stringify(brands) });
    expect(code).toBe(0);
    expect(stdout).toContain('Your confirmation code for Harbour');
    expect(stdout).toContain('Your Everybody account is ready');
  }, 20_000);

  test('BRANDS that Lambda has no room for are said to be too large, and what to do', async () => {
    const brands = [{ clientIds: ['x'], name: 'X', footer: 'x'.repeat(3500) }];
    const { stderr } = await start(['--once', '--port', '0'], { BRANDS: JSON.stringify(brands) });
    expect(stderr).toContain('put the brands into brands.json');
  }, 20_000);

  test('a directory of emails that is not there is one clear line', async () => {
    const { code, stderr } = await start(['--build', '--once', '--emails', '/nowhere']);
    expect(stderr).toMatch(/^--emails \(or EMAILS\) is \/nowhere, which is not there; .*\n$/);
    expect(code).toBe(2);
  }, 20_000);

  test('a port in use is one clear line', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await start(['--once', '--port', String(port)]);
    server.close();
    expect(stderr).toMatch(new RegExp(`^127\\.0\\.0\\.1:${port} is in use\\..*--port <number>.*\\n$`));
    expect(code).toBe(2);
  });

  test('an address that is none of ours is one clear line', async () => {
    const { code, stderr } = await start(['--once', '--port', '0', '--host', '192.0.2.1']);
    expect(stderr).toMatch(/^192\.0\.2\.1:0 cannot be listened on \(EADDRNOTAVAIL\)\..*\n$/);
    expect(code).toBe(2);
  });

  test.each([[['--prot']], [['--port', 'x']], [['--port', '70000']]])(
    '%j is answered with what may be said',
    async (args) => {
      const { code, stderr } = await start(args);
      expect(stderr).toContain('--sandbox');
      expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
      expect(code).toBe(2);
    },
  );
});
