import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { homeRegion } from '../../playground/fixtures.ts';
import type { Playground } from '../../playground/playground.ts';
import { startIn } from '../../playground/states.ts';
import { ServiceError } from '../../playground/wire.ts';
import { runCli, runCliProcess } from '../support/cli.ts';
import { addressOf, startTrouble } from '../support/trouble.ts';

jest.setTimeout(60_000);

let playground: Playground;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ playground, close } = await startIn('recovered', { pollingSecond: 50 }));
});
afterEach(() => close());

const undelivered = (...args: string[]) => runCli(['undelivered', ...args], { playground });
const json = async (...args: string[]) => {
  const { code, stdout } = await undelivered(...args, '--json');
  return { code, ...JSON.parse(stdout) };
};
/** Calls that change something. */
const changes = (): string[] =>
  playground.calls
    .map(({ operation }) => operation)
    .filter((operation) => ['DeleteMessageBatch', 'SendMessage', 'Invoke', 'SendEmail'].includes(operation));

describe('undelivered list', () => {
  test('says what is kept, oldest first, with no address and no name, and leaves the queue as it was', async () => {
    const before = playground.queue.map(({ id }) => id);
    const { code, emails, strangers } = await json('list');
    expect(code).toBe(0);
    expect(emails.map(({ trigger }: { trigger: string }) => trigger)).toEqual([
      'admin-create-user',
      'account-take-over-notification',
      'sign-up',
      'forgot-password',
      'update-user-attribute',
      'verify-user-attribute',
      'resend-code',
      'authentication',
    ]);
    expect(emails[2]).toMatchObject({
      records: 2,
      to: 'c***@e***',
      fate: 'living',
      codeId: expect.any(String),
    });
    expect(strangers).toBe(1);
    expect(JSON.stringify(emails)).not.toMatch(/@example|carla|AYAD/);
    expect(changes()).toEqual([]);
    expect(playground.queue.map(({ id }) => id)).toEqual(before);
    // Everything can be seen again at once.
    expect((await json('list')).emails).toEqual(emails);
  });

  test('tells people what it tells programs', async () => {
    const { emails } = await json('list');
    const { stdout } = await undelivered('list', '--verbose');
    for (const { trigger, codeId, eventId } of emails) {
      expect(stdout).toContain(trigger);
      expect(stdout).toContain(codeId ?? eventId);
    }
    expect(stdout).not.toMatch(/@example|carla/);
  });

  test('says that messages are hidden: they may be in somebody’s hands', async () => {
    playground.queueAttributes['ApproximateNumberOfMessagesNotVisible'] = '4';
    expect((await json('list')).hidden).toBe(4);
    expect((await undelivered('list')).stdout).toContain('4 messages');
  });

  test.each([
    ['a reason', ['--reason', 'throttled'], ['verify-user-attribute']],
    ['an email', ['--trigger', 'sign-up'], ['sign-up']],
    ['both', ['--trigger', 'sign-up', '--reason', 'throttled'], []],
  ])('is about %s alone where that is asked for', async (_, args, triggers) => {
    const { emails } = await json('list', ...args);
    expect(emails.map(({ trigger }: { trigger: string }) => trigger)).toEqual(triggers);
  });

  test.each([
    [['list', '--reason', 'boredom']],
    [['list', '--trigger', 'sign-in']],
    [['redrive', '--queue-url', 'nothing']],
  ])('%j is refused', async (args) => {
    const { code, stdout, stderr } = await undelivered(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('undelivered redrive', () => {
  test('without --apply only says what it would send', async () => {
    const { code, applied, emails } = await json('redrive');
    expect({ code, applied }).toEqual({ code: 0, applied: false });
    expect(emails).toHaveLength(6);
    expect(changes()).toEqual([]);
    expect(playground.queue).toHaveLength(10);
  });

  test('with it, sends what was chosen and nothing else', async () => {
    const { code, emails } = await json('redrive', '--trigger', 'sign-up', '--apply');
    expect(code).toBe(0);
    expect(emails).toMatchObject([{ trigger: 'sign-up', result: 'accepted', records: 2 }]);
    expect(playground.mailbox.map(({ to }) => to)).toEqual([['carla.dias@example.com']]);
    expect(playground.queue).toHaveLength(8);
  });

  test('exits 1 where something was refused, and tells why', async () => {
    const { code, stdout } = await undelivered('redrive', '--apply');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^5 accepted/m);
    expect(stdout).toMatch(/^1 refused/m);
    expect(stdout).not.toMatch(/@example|@b|hugo/);
    expect(playground.mailbox).toHaveLength(5);
    // What is left can be seen at once, and is what nobody could send.
    expect(await json('list')).toMatchObject({
      hidden: 0,
      emails: [
        { trigger: 'forgot-password' },
        { trigger: 'update-user-attribute' },
        { trigger: 'authentication' },
      ],
    });
  });

  test('tells programs and people the same, and why it was kept apart from why it failed again', async () => {
    playground.region(homeRegion).sandbox = true;
    const { code, emails } = await json('redrive', '--reason', 'throttled', '--apply');
    expect(code).toBe(1);
    expect(emails).toMatchObject([
      { reason: 'throttled', result: 'kept', resultReason: 'sandbox-recipient-unverified' },
    ]);
    const { stdout } = await undelivered('redrive', '--reason', 'sending-paused', '--apply');
    expect(stdout).toMatch(/^1 not sent, and kept once more\n.*account-take-over-notification.*sandbox/m);
  });

  test('exits 2 and sends nothing where the log cannot tell what was sent before', async () => {
    playground.intercept = ({ operation }) =>
      operation === 'FilterLogEvents'
        ? new ServiceError('AccessDeniedException', 'not authorized to perform: logs:FilterLogEvents', 403)
        : undefined;
    const { code, stderr } = await undelivered('redrive', '--apply');
    expect(code).toBe(2);
    expect(stderr).toContain('logs:FilterLogEvents');
    expect(playground.mailbox).toEqual([]);
    playground.intercept = undefined;
    expect((await json('list')).hidden).toBe(0);
  });

  test('tells, when it is stopped, what it has done and what it has not', async () => {
    let turns = 0;
    const { code, stdout } = await runCliProcess(['undelivered', 'redrive', '--apply', '--json'], {
      playground,
      started: (child) => {
        playground.intercept = ({ operation }) => {
          if (operation === 'Invoke' && ++turns === 2) child.kill('SIGINT');
          return undefined;
        };
      },
    });
    playground.intercept = undefined;
    expect(code).toBe(130);
    const { emails, stopped } = JSON.parse(stdout);
    expect(stopped).toBe(true);
    expect(emails.map(({ result }: { result: string }) => result)).toEqual([
      'accepted',
      'accepted',
      ...Array(4).fill('not-tried'),
    ]);
    expect(playground.mailbox).toHaveLength(2);
    expect((await json('list')).hidden).toBe(0);
  });

  test('of two at once, sends nobody an email twice', async () => {
    const trouble = await startTrouble();
    const people = ['a', 'b', 'c', 'd', 'e', 'f'];
    trouble.playground.region(homeRegion).sandbox = true;
    for (const name of people) {
      const event = await trouble.eventOf(name, 'CustomEmailSender_SignUp');
      // Each is in the queue twice, so that each of the two redrives may get hold of one record.
      await trouble.ask(event);
      await trouble.ask(event);
    }
    trouble.playground.region(homeRegion).sandbox = false;
    const redrive = ['undelivered', 'redrive', '--apply', '--json'];
    const ended = await Promise.all([runCli(redrive, trouble), runCli(redrive, trouble)]);
    const results = ended.flatMap(({ stdout }) => JSON.parse(stdout).emails);
    expect(trouble.received()).toEqual(Object.fromEntries(people.map((name) => [addressOf(name), 1])));
    expect(results.map(({ result }) => result)).toEqual(people.map(() => 'accepted'));
    expect(trouble.playground.queue).toEqual([]);
    await trouble.close();
  });
});

describe('undelivered discard', () => {
  test('throws away what has expired, once it is told to, and nothing that can be of use', async () => {
    expect((await json('discard')).emails).toHaveLength(2);
    expect(changes()).toEqual([]);
    const { code, emails } = await json('discard', '--reason', 'sandbox-recipient-unverified', '--apply');
    expect(code).toBe(0);
    expect(emails.map(({ trigger }: { trigger: string }) => trigger)).toEqual([
      'forgot-password',
      'authentication',
    ]);
    expect((await json('list')).emails).toHaveLength(6);
    expect((await undelivered('discard', '--apply')).stdout).toContain('Nothing');
  });
});
