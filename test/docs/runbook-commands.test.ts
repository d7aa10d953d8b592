import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  lifetimeOf,
  milliseconds,
  stem,
  type TriggerSource,
  triggerSources,
} from '../../src/trigger-source.ts';

/** What the runbook has the reader paste into a shell, run against an `aws` that stands for a queue and a function. */
const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const block = (language: string, mark: string): string =>
  [...runbook.matchAll(/^```(\w+)\n(.*?)^```/gms)].find(
    ([, fence, text]) => fence === language && text?.includes(mark),
  )?.[2] ?? '';

/** Answers as the AWS CLI does, from `queue.json`, and writes down what it was asked for. */
const fakeAws = `
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const [service, operation, ...rest] = process.argv.slice(2);
const option = (name) => rest[rest.indexOf(name) + 1];
const queue = join(__dirname, 'queue.json');
const note = (line) => appendFileSync(join(__dirname, 'calls'), JSON.stringify(line) + '\\n');
if (operation === 'receive-message') {
  const bodies = JSON.parse(readFileSync(queue, 'utf8'));
  if (rest.includes('--query')) console.log(JSON.stringify(bodies));
  else if (bodies.length > 0) {
    const [Body, ...hidden] = bodies;
    writeFileSync(queue, JSON.stringify(hidden));
    console.log(JSON.stringify({ Messages: [{ Body, ReceiptHandle: 'handle of ' + Body }] }));
  }
} else if (operation === 'invoke') {
  if (option('--payload') !== 'fileb:///dev/stdin' || option('--invocation-type') !== 'Event') process.exit(252);
  if (option('--function-name') === 'denied') process.exit(254);
  note({ invoked: JSON.parse(readFileSync(0, 'utf8')) });
  console.log('{"StatusCode":202}');
} else if (operation === 'delete-message') note({ deleted: option('--receipt-handle').slice(10) });
`;

const address = 'anna.lind@example.com';
const anEvent = (triggerSource: TriggerSource, id = '1') => ({
  triggerSource,
  userName: id,
  request: { code: 'AYADeA==', userAttributes: { email: address, name: 'Anna Lind' } },
});
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
const ours = (more: object = {}): string =>
  JSON.stringify({
    version: 1,
    reason: 'sending-paused',
    at: inMinutes(-30),
    expiresAt: inMinutes(30),
    codeId: 'c0de1d',
    event: anEvent('CustomEmailSender_SignUp'),
    ...more,
  });
const lambdas = (minutesAgo: number, event: object, errorMessage?: string): string =>
  JSON.stringify({
    version: '1.0',
    timestamp: inMinutes(-minutesAgo),
    requestContext: { requestId: 'r1', condition: 'RetriesExhausted' },
    requestPayload: event,
    responsePayload: errorMessage === undefined ? null : { errorType: 'DeferredError', errorMessage },
  });

const equipped = ['bash', 'jq'].every((tool) => spawnSync(tool, ['--version']).status === 0);
const testWithShell = equipped ? test : test.skip;

describe('what is pasted into a shell', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'runbook-'));
    writeFileSync(join(directory, 'aws.cjs'), fakeAws);
    // Not by "#!", which takes no path with a space in it.
    const run = `#!/bin/sh\nexec '${process.execPath}' "$0.cjs" "$@"\n`;
    writeFileSync(join(directory, 'aws'), run, { mode: 0o755 });
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const run = (script: string, bodies: readonly string[]) => {
    writeFileSync(join(directory, 'queue.json'), JSON.stringify(bodies));
    writeFileSync(join(directory, 'calls'), '');
    // Nothing of the machine's but its tools: a start-up file of the user's may put the real aws in front.
    const env = { HOME: directory, PATH: `${directory}:${process.env['PATH']}` };
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', script], {
      env,
      encoding: 'utf8',
      timeout: 30_000,
    });
    const calls: { invoked?: object; deleted?: string }[] = readFileSync(join(directory, 'calls'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
    // Whatever happens, nobody's address is shown.
    expect(stdout + stderr).not.toMatch(/anna|lind|@/i);
    return {
      lines: stdout.trim().split('\n'),
      invoked: calls.flatMap(({ invoked }) => invoked ?? []),
      deleted: calls.flatMap(({ deleted }) => deleted ?? []),
    };
  };
  const sendAgain = (
    bodies: readonly string[],
    { most = 100, reason = 'sending-paused', name = 'sender', dead = 'leave' } = {},
  ) =>
    run(
      block('bash', 'invocation-type Event')
        .replace('<queue-url>', 'https://sqs.eu-west-1.amazonaws.com/111122223333/undelivered')
        .replace('<function>', name)
        .replace('<region>', 'eu-west-1')
        .replace('<reason>', reason)
        .replace('most=1 dead=leave', `most=${most} dead=${dead}`),
      bodies,
    );

  testWithShell(
    'sends again what was kept for this reason and is alive, and takes that alone out of the queue',
    () => {
      const alive = [
        ours({ event: anEvent('CustomEmailSender_SignUp', 'kept') }),
        ours({ expiresAt: null, event: anEvent('CustomEmailSender_SignUp', 'of unknown age') }),
        lambdas(
          10,
          anEvent('CustomEmailSender_SignUp', 'deferred'),
          'deferred: sending-paused (MessageRejected)',
        ),
      ];
      const { lines, invoked, deleted } = sendAgain([
        `${address} is no JSON`,
        JSON.stringify({ version: 1, reason: 'sending-paused', expiresAt: address }),
        ours({ event: undefined }),
        ours({ expiresAt: inMinutes(-1) }),
        ours({ reason: 'wrong-key' }),
        lambdas(10, anEvent('CustomEmailSender_SignUp'), 'deferred: throttled (Throttling)'),
        lambdas(10, anEvent('CustomEmailSender_SignUp')),
        ...alive,
      ]);
      expect(invoked.map((event) => (event as { userName: string }).userName)).toEqual([
        'kept',
        'of unknown age',
        'deferred',
      ]);
      expect(deleted).toEqual(alive);
      expect(lines).toEqual([
        'skip: not a record',
        'skip: not a record',
        'skip: no event',
        expect.stringMatching(/^dead: 2/),
        'skip: wrong-key',
        'skip: throttled',
        'skip: none',
        'send: c0de1d',
        'send: c0de1d',
        'send: r1',
        'sent again: 3',
      ]);
    },
  );

  testWithShell('is run against the fake aws whatever the start-up files of the shell say', () => {
    const other = join(directory, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'aws'), '#!/bin/sh\necho the real one\n', { mode: 0o755 });
    // bash reads .bashrc even for -c when its standard input is a socket and SHLVL is unset, as under a job runner.
    for (const file of ['.bashrc', '.profile', '.bash_profile']) {
      writeFileSync(join(directory, file), `export PATH=${other}:$PATH\n`);
    }
    expect(sendAgain([ours()]).invoked).toHaveLength(1);
  });

  testWithShell('sends no more than it is told to', () => {
    expect(sendAgain([ours(), ours()], { most: 1 }).invoked).toHaveLength(1);
  });

  testWithShell('stops at an event that was kept while it ran: the cause is not fixed', () => {
    const { lines, invoked } = sendAgain([ours(), ours({ at: inMinutes(1) }), ours()]);
    expect(invoked).toHaveLength(1);
    expect(lines).toContain('stop: sending-paused goes on, this one was kept just now');
  });

  testWithShell('throws away what is dead, and of this reason, if it is told to', () => {
    const dead = [ours({ expiresAt: inMinutes(-1) }), lambdas(3000, anEvent('CustomEmailSender_SignUp'))];
    const other = ours({ expiresAt: inMinutes(-1), reason: 'wrong-key' });
    expect(sendAgain([...dead, other], { dead: 'delete' })).toMatchObject({
      invoked: [],
      deleted: [dead[0]],
    });
    expect(sendAgain([...dead, other], { dead: 'delete', reason: 'none' }).deleted).toEqual([dead[1]]);
  });

  testWithShell('leaves an event in the queue that Lambda did not take', () => {
    const { lines, invoked, deleted } = sendAgain([ours(), ours()], { name: 'denied' });
    expect({ invoked, deleted }).toEqual({ invoked: [], deleted: [] });
    expect(lines).toEqual(['send: c0de1d', 'sent again: 0']);
  });

  testWithShell("judges Lambda's records by the lifetimes that the sender goes by", () => {
    const settings = { authenticationCodeMinutes: 3, temporaryPasswordDays: 7 };
    // Lambda writes its record three minutes after it took the event, at the least.
    const life = (source: TriggerSource): number =>
      milliseconds(lifetimeOf(stem(source), settings)) / 60_000 - 3;
    const { invoked } = sendAgain(
      triggerSources.flatMap((source) => [
        lambdas(life(source) + 1, anEvent(source, 'dead'), 'Task timed out after 15.00 seconds'),
        lambdas(life(source) - 1, anEvent(source, 'alive'), 'Task timed out after 15.00 seconds'),
      ]),
      { reason: 'none' },
    );
    expect(invoked).toEqual(triggerSources.map((source) => anEvent(source, 'alive')));
  });

  testWithShell('shows records without their events', () => {
    const { lines } = run(block('sh', 'receive-message').replaceAll(/<[\w-]+>/g, 'x'), [
      ours(),
      `${address} is no JSON`,
      lambdas(10, anEvent('CustomEmailSender_SignUp')),
      lambdas(10, anEvent('CustomEmailSender_SignUp'), 'deferred: throttled (Throttling)'),
    ]);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { reason: 'sending-paused', codeId: 'c0de1d' },
      { responsePayload: null },
      { responsePayload: { errorMessage: 'deferred: throttled (Throttling)' } },
    ]);
  });
});
