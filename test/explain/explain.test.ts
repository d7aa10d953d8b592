import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createEncrypt } from '../../playground/encrypt.ts';
import { setFault } from '../../playground/faults.ts';
import { homeRegion, userPoolId } from '../../playground/fixtures.ts';
import type { DeployedFunction } from '../../playground/functions.ts';
import type { Playground } from '../../playground/playground.ts';
import { type Deployed, startIn } from '../../playground/states.ts';
import { ServiceError } from '../../playground/wire.ts';
import type { TriggerSource } from '../../src/trigger-source.ts';
import { runCli } from '../support/cli.ts';
import { anEvent } from '../support/events.ts';
import { inParallel } from '../support/in-parallel.ts';

// A command starts a process and asks SES once a second, on a machine that may be busy.
const patience = 90_000;
const logGroup = '/aws/lambda/cognito-email-sender';

interface Explained {
  readonly found: string;
  readonly emails: readonly {
    readonly codeId?: string;
    readonly trigger: string;
    readonly whose: string;
    readonly state: string;
    readonly reason?: string;
    readonly fate?: string;
    readonly timeline: readonly { readonly at: string; readonly what: string }[];
  }[];
  readonly othersEmails: number;
  readonly regions: readonly Readonly<Record<string, unknown>>[];
  readonly users: readonly Readonly<Record<string, unknown>>[];
  readonly unknown: readonly { readonly what: string; readonly why: string }[];
  readonly next: readonly { readonly say: string; readonly command?: string }[];
}

let deployed: Deployed;
let playground: Playground;
let sender: DeployedFunction;
let encrypt: (code: string, pool: string) => Promise<string>;
/** All that was printed, with what was asked. */
const printed: { readonly text: string; readonly asked: string }[] = [];
const people = new Set<string>();

beforeAll(async () => {
  deployed = await startIn('good', { pollingSecond: 50 });
  ({ playground } = deployed);
  sender = playground.functions.get('email-sender') as DeployedFunction;
  encrypt = createEncrypt(playground.url);
  playground.logGroups.set(logGroup, []);
  const { Variables } = sender.configuration['Environment'] as { Variables: Record<string, string> };
  Variables['ALLOWED_RECIPIENTS'] = 'example.com';
});
afterAll(() => deployed.close());

/** An event for somebody, handed to the function as Cognito does. */
async function deliver(
  to: string,
  source: TriggerSource = 'CustomEmailSender_SignUp',
  options: { readonly acceptedAt?: Date } = {},
): Promise<void> {
  people.add(to);
  const code = await encrypt('314159', userPoolId);
  const event = anEvent(source, { code, attributes: { email: to, sub: to } });
  event.userName = to.slice(0, to.indexOf('@'));
  playground.users.set(event.userName, { sub: to, email: to, email_verified: 'true' });
  await playground.deliver(event, options);
}

interface Ran {
  readonly code: number | null;
  readonly json: Explained;
}

async function explain(...args: readonly string[]): Promise<Ran> {
  const { code, stdout, stderr } = await runCli(['explain', ...args, '--json'], { playground });
  printed.push({ text: stdout + stderr, asked: args.join(' ') });
  expect(stderr).toBe('');
  return { code, json: JSON.parse(stdout) };
}

/** The same as a person reads it. */
async function read(
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly text: string }> {
  const { code, stdout, stderr } = await runCli(['explain', ...args], { playground });
  printed.push({ text: stdout + stderr, asked: args.join(' ') });
  return { code, text: stdout };
}

const home = () => playground.region(homeRegion);
const commandsOf = ({ next }: Explained): string => next.map(({ command = '' }) => command).join('\n');

describe('explain, of a person whose email', () => {
  const told = new Map<string, Ran>();
  const of = (to: string): Ran => told.get(to) as Ran;

  // Told all at once: a command mostly waits for SES, which answers it once a second.
  beforeAll(async () => {
    const { suppressed, suppressedMembers, fates } = home();
    suppressed.add('cid@example.com');
    suppressedMembers.set('cid@example.com', {
      Reason: 'COMPLAINT',
      LastUpdateTime: Date.parse('2026-02-03T04:05:06Z') / 1000,
    });
    fates.set('dan@example.com', { event: 'Bounce', bounce: 'Permanent/General', status: '5.1.1' });
    fates.set('sue@example.com', { event: 'Complaint', complaint: 'abuse' });
    fates.set('tom@example.com', { event: 'DeliveryDelay', delay: 'MailboxFull' });
    fates.set('uwe@example.com', { event: 'Reject' });
    const names = ['ana', 'cid', 'dan', 'sue', 'tom', 'uwe', 'ida'].map((name) => `${name}@example.com`);
    for (const to of names) await deliver(to);
    // Nothing was told of the last one.
    playground.logGroups.get('/aws/events/cognito-email-sender')?.pop();
    const acceptedAt = new Date(Date.now() - 2 * 3_600_000);
    await deliver('gus@example.com', 'CustomEmailSender_ForgotPassword', { acceptedAt });
    await deliver('hal@other.test');
    await inParallel(4, [...names, 'gus@example.com', 'hal@other.test'], async (to) => {
      told.set(to, await explain('--to', to));
    });
  }, 3 * patience);

  test('reached their mail server, says so, and that it may be somebody else’s', () => {
    const { code, json } = of('ana@example.com');
    expect(json.emails).toMatchObject([{ trigger: 'sign-up', whose: 'perhaps', state: 'arrived' }]);
    expect(json.emails[0]?.timeline).toHaveLength(2);
    expect(json.regions).toMatchObject([{ sandbox: false, suppressed: false }]);
    expect(json.users).toMatchObject([{ userPoolId, status: 'CONFIRMED', emailVerified: true }]);
    expect(code).toBe(0);
  });

  test('was accepted and never told of again, says that SES told of nothing', () => {
    const { code, json } = of('ida@example.com');
    expect(json.emails).toMatchObject([{ whose: 'perhaps', state: 'accepted' }]);
    expect(commandsOf(json)).toContain('verify-message');
    expect(code).toBe(0);
  });

  test('SES accepted and did not send, since it suppresses them: since when, why, and what lifts it', () => {
    const { code, json } = of('cid@example.com');
    expect(json.emails).toMatchObject([{ state: 'suppressed' }]);
    expect(json.regions).toMatchObject([
      { suppressed: true, suppressedFor: 'COMPLAINT', suppressedSince: '2026-02-03T04:05:06.000Z' },
    ]);
    expect(json.next[0]?.command).toBe(
      'aws sesv2 delete-suppressed-destination --email-address cid@example.com --region eu-west-1',
    );
    expect(code).toBe(1);
  });

  test('bounced, says with which status', () => {
    const { code, json } = of('dan@example.com');
    expect(json.emails).toMatchObject([{ state: 'bounced' }]);
    expect(json.emails[0]?.timeline.at(-1)?.what).toContain('5.1.1');
    expect(json.regions).toMatchObject([{ suppressed: false }]);
    expect(code).toBe(1);
  });

  test.each([
    ['was called spam', 'sue@example.com', 'complained'],
    ['is delayed', 'tom@example.com', 'delayed'],
    ['was taken back', 'uwe@example.com', 'rejected'],
  ])('%s, says so', (_, to, state) => {
    expect(of(to).json.emails).toMatchObject([{ state }]);
    expect(of(to).code).toBe(1);
  });

  test('was skipped because its code had died, says so: the person has to ask again', () => {
    const { code, json } = of('gus@example.com');
    expect(json.emails).toMatchObject([{ state: 'skipped', reason: 'code-expired' }]);
    expect(code).toBe(1);
  });

  test('was skipped because the settings do not allow the address, says which setting', () => {
    const { code, json } = of('hal@other.test');
    expect(json.emails).toMatchObject([{ state: 'skipped', reason: 'recipient-not-allowed' }]);
    expect(json.next.some(({ say }) => say.includes('ALLOWED_RECIPIENTS'))).toBe(true);
    expect(code).toBe(1);
  });

  test(
    'bounced, says the same to a person as to a program',
    async () => {
      const { code, json } = of('dan@example.com');
      const { code: same, text } = await read('--to', 'dan@example.com');
      expect(same).toBe(code);
      const said = [
        json.found,
        json.emails[0]?.codeId ?? '',
        ...(json.emails[0]?.timeline ?? []).map(({ what }) => what),
        ...json.next.flatMap(({ say, command = '' }) => [say, command]),
      ];
      expect(said.filter((words) => !text.includes(words))).toEqual([]);
    },
    patience,
  );

  test(
    'reached their mail server, knows that it is theirs where SES keeps insights',
    async () => {
      home().accountMembers['VdmAttributes'] = { VdmEnabled: 'ENABLED' };
      await deliver('bob@example.com');
      const { code, json } = await explain('--to', 'bob@example.com');
      delete home().accountMembers['VdmAttributes'];
      expect(json.emails).toMatchObject([{ whose: 'theirs', state: 'arrived' }]);
      expect(json.emails[0]?.timeline).toHaveLength(2);
      expect(code).toBe(0);
    },
    patience,
  );

  test(
    'was refused by the sandbox and is kept: until when it is of use, and how the sandbox is left',
    async () => {
      home().sandbox = true;
      await deliver('eva@example.com', 'CustomEmailSender_ForgotPassword');
      const { code, json } = await explain('--to', 'eva@example.com');
      home().sandbox = false;
      expect(json.emails).toMatchObject([
        {
          trigger: 'forgot-password',
          whose: 'theirs',
          state: 'kept',
          fate: 'living',
          reason: 'sandbox-recipient-unverified',
        },
      ]);
      expect(json.regions).toMatchObject([{ sandbox: true, suppressed: false }]);
      const commands = commandsOf(json);
      expect(commands).toContain('request-production-access');
      expect(commands).toContain('create-email-identity --email-identity eva@example.com');
      expect(commands).toMatch(/undelivered redrive.* --reason sandbox-recipient-unverified --apply/);
      expect(code).toBe(1);
      expect(playground.queue).toHaveLength(1);
    },
    patience,
  );

  test(
    'was kept by the sandbox that is left by now: says so, and to send it is all there is to do',
    async () => {
      const { json } = await explain('--to', 'eva@example.com');
      expect(json.regions).toMatchObject([{ sandbox: false }]);
      expect(json.next).toHaveLength(2);
      expect(json.next[0]?.say).toContain('production access');
      expect(json.next[0]).not.toHaveProperty('command');
      expect(json.next[1]?.command).toContain('undelivered redrive');
    },
    patience,
  );

  test(
    'was kept and sent again later, tells both under one code, and that it is kept no more',
    async () => {
      const redriven = await runCli(['undelivered', 'redrive', '--apply'], { playground });
      expect(redriven.code).toBe(0);
      expect(playground.queue).toHaveLength(0);
      const { code, json } = await explain('--to', 'eva@example.com');
      expect(json.emails).toMatchObject([{ state: 'arrived' }]);
      expect(json.emails[0]?.timeline).toHaveLength(3);
      expect(code).toBe(0);
    },
    patience,
  );

  test(
    'was kept, and whose record is gone without having been sent, says that it is lost to them',
    async () => {
      home().sandbox = true;
      await deliver('fay@example.com');
      home().sandbox = false;
      playground.queue.length = 0;
      const { code, json } = await explain('--to', 'fay@example.com');
      expect(json.emails).toMatchObject([{ state: 'gone', reason: 'sandbox-recipient-unverified' }]);
      expect(commandsOf(json)).toContain('resend-confirmation-code');
      expect(code).toBe(1);
    },
    patience,
  );

  test(
    'failed once, says that Lambda will try again; and later, that nobody has',
    async () => {
      const config = sender.eventInvokeConfig;
      sender.eventInvokeConfig = { MaximumRetryAttempts: 0 };
      setFault(playground, 'sending rate');
      await deliver('jim@example.com');
      setFault(playground, 'none');
      sender.eventInvokeConfig = config;
      const once = await explain('--to', 'jim@example.com');
      expect(once.json.emails).toMatchObject([{ state: 'deferred', reason: 'throttled' }]);
      const log = playground.logGroups.get(logGroup) ?? [];
      playground.logGroups.set(
        logGroup,
        log.map(({ timestamp, message }) => ({ timestamp: timestamp - 600_000, message })),
      );
      const lost = await explain('--to', 'jim@example.com');
      expect(lost.json.emails).toMatchObject([{ state: 'unaccounted', reason: 'throttled' }]);
      expect([once.code, lost.code]).toEqual([1, 1]);
    },
    patience,
  );

  test(
    'failed three times, says that Lambda keeps it, and why',
    async () => {
      setFault(playground, 'sending rate');
      await deliver('kim@example.com');
      setFault(playground, 'none');
      const { code, json } = await explain('--to', 'kim@example.com');
      expect(json.emails).toMatchObject([
        { whose: 'theirs', state: 'kept', fate: 'living', reason: 'throttled' },
      ]);
      expect(json.emails[0]?.timeline).toHaveLength(3);
      expect(code).toBe(1);
      playground.queue.length = 0;
    },
    patience,
  );
});

test(
  'what went to the redirect inbox did not reach the person, and explain says so and what ends that',
  async () => {
    const { Variables } = sender.configuration['Environment'] as { Variables: Record<string, string> };
    const Environment = { Variables: { ...Variables, SANDBOX_REDIRECT_TO: 'inbox@auth.example.com' } };
    playground.functions.set('email-sender', {
      ...sender,
      configuration: { ...sender.configuration, Environment },
    });
    home().sandbox = true;
    await deliver('zoe@example.com');
    const { code, json } = await explain('--to', 'zoe@example.com');
    expect(playground.mailbox.at(-1)?.to).toEqual(['inbox@auth.example.com']);
    expect(json.emails).toMatchObject([{ state: 'redirected', reason: 'sandbox-recipient-unverified' }]);
    expect(commandsOf(json)).toContain('request-production-access');
    expect(code).toBe(1);
    home().sandbox = false;
    playground.functions.set('email-sender', sender);
    const later = await explain('--to', 'zoe@example.com');
    expect(later.json.emails).toMatchObject([{ state: 'redirected' }]);
    expect(commandsOf(later.json)).not.toContain('request-production-access');
    expect(commandsOf(later.json)).toContain('resend-confirmation-code');
  },
  patience,
);

describe('explain, where the log shows two people alike', () => {
  test(
    'says so, and that it cannot tell; SES’s insights tell them apart',
    async () => {
      home().accountMembers['VdmAttributes'] = { VdmEnabled: 'ENABLED' };
      home().fates.set('lou@example.com', { event: 'Bounce', bounce: 'Permanent/General' });
      await deliver('lea@example.com');
      await deliver('lou@example.com');
      const told = await explain('--to', 'lea@example.com');
      expect(told.json.emails).toMatchObject([{ whose: 'theirs', state: 'arrived' }]);
      expect(told.json.othersEmails).toBe(1);
      expect(told.code).toBe(0);

      delete home().accountMembers['VdmAttributes'];
      const untold = await explain('--to', 'lea@example.com');
      expect(untold.json.emails.map(({ whose }) => whose)).toEqual(['perhaps', 'perhaps']);
      expect(untold.json.found).toContain('l***@e***');
      expect(commandsOf(untold.json)).toMatch(/explain .*--since/);
      expect(untold.code).toBe(1);
    },
    patience,
  );

  test(
    'what is kept tells them apart: its record has the address',
    async () => {
      home().sandbox = true;
      await deliver('mia@example.com');
      await deliver('max@example.com');
      home().sandbox = false;
      const { json } = await explain('--to', 'mia@example.com');
      expect(json.emails).toMatchObject([{ whose: 'theirs', state: 'kept' }]);
      expect(json.othersEmails).toBe(1);
    },
    patience,
  );

  test(
    'one code alone is explained without anybody’s address',
    async () => {
      const { codeId: id } = JSON.parse(playground.queue.at(-1)?.body ?? '{}');
      const { code, json } = await explain('--code-id', id);
      expect(json.emails).toMatchObject([{ codeId: id, whose: 'theirs', state: 'kept' }]);
      expect(json.regions).toMatchObject([{ suppressed: false }]);
      expect(code).toBe(1);
      playground.queue.length = 0;
    },
    patience,
  );
});

describe('explain, of a person of whom nothing is known', () => {
  test(
    'says that no user has the address, where that is so',
    async () => {
      const { code, json } = await explain('--to', 'nobody@example.com');
      expect(json.emails).toEqual([]);
      expect(json.users).toEqual([]);
      expect(json.next).toHaveLength(1);
      expect(code).toBe(1);
    },
    patience,
  );

  test(
    'says what to do about a user who is disabled, of an unverified address, or in good order',
    async () => {
      const users = [
        ['q.off', { status: 'Disabled', email_verified: 'true' }, 'admin-enable-user'],
        ['r.new', { email_verified: 'false' }, 'email_verified,Value=true'],
        ['v.well', { email_verified: 'true' }, 'explain --to v.well@example.com --since 10m'],
      ] as const;
      await inParallel(3, users, async ([name, attributes, command]) => {
        playground.users.set(name, { email: `${name}@example.com`, ...attributes });
        const { json } = await explain('--to', `${name}@example.com`);
        expect(commandsOf(json)).toContain(command);
      });
    },
    patience,
  );

  test(
    'looks no further back, and no later, than it was told',
    async () => {
      const recent = await explain('--to', 'ana@example.com', '--since', '5m');
      expect(recent.json.emails).toEqual([]);
      const earlier = await explain('--to', 'ana@example.com', '--since', '1h', '--until', '5m');
      expect(earlier.json.emails).toHaveLength(1);
    },
    patience,
  );
});

describe('explain, that may not look', () => {
  const refusing = async (operations: readonly string[]): Promise<Ran> => {
    playground.intercept = ({ operation }) =>
      operations.includes(operation)
        ? new ServiceError('AccessDeniedException', `User: ops@example.com may not: ${operation}`, 403)
        : undefined;
    const ran = await explain('--to', 'ana@example.com');
    playground.intercept = undefined;
    return ran;
  };

  test(
    'says of each thing that it could not look at it, and is not well',
    async () => {
      const denied = ['FilterLogEvents', 'ReceiveMessage', 'GetSuppressedDestination', 'ListUsers'];
      const { code, json } = await refusing(denied);
      const why = json.unknown.map((gap) => gap.why).join();
      expect(denied.filter((operation) => !why.includes(operation))).toEqual([]);
      expect(why).not.toContain('ops@example.com');
      expect(code).toBe(2);
    },
    patience,
  );

  test(
    'is not well either where all that it saw was',
    async () => {
      const { code, json } = await refusing(['GetSuppressedDestination']);
      expect(json.emails).toMatchObject([{ state: 'arrived' }]);
      expect(json.regions).toMatchObject([{ suppressed: null }]);
      expect(code).toBe(2);
    },
    patience,
  );

  test.each([
    ['nobody', []],
    ['what is no address', ['--to', 'ana']],
    ['two addresses', ['--to', 'ana@example.com,eve@example.com']],
    ['what is no code', ['--code-id', 'c0de']],
    ['what is no time', ['--to', 'ana@example.com', '--since', 'yesterday']],
    ['a period that ends first', ['--to', 'ana@example.com', '--since', '1h', '--until', '2h']],
  ])(
    'for %s, says how to ask',
    async (_, args) => {
      const { code, stdout, stderr } = await runCli(['explain', ...args], { playground });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr.trim().split('\n')).toHaveLength(1);
    },
    patience,
  );
});

test(
  'explain changes nothing: the queue is as it was, and every call only reads',
  async () => {
    home().sandbox = true;
    await deliver('pia@example.com');
    home().sandbox = false;
    playground.calls.length = 0;
    await explain('--to', 'pia@example.com');
    const operations = new Set(playground.calls.map(({ operation }) => operation));
    expect([...operations].filter((name) => !/^(Get|List|Describe|Filter|Receive)/.test(name))).toEqual([
      // What was looked at is shown to others again.
      'ChangeMessageVisibilityBatch',
    ]);
    const { stdout } = await runCli(['undelivered', 'list', '--json'], { playground });
    expect(JSON.parse(stdout)).toMatchObject({ emails: [{ fate: 'living' }], hidden: 0 });
  },
  patience,
);

test('nobody’s address but the one that was typed was ever printed', () => {
  expect(people.size).toBeGreaterThan(12);
  const leaks = printed.flatMap(({ text, asked }) =>
    [...people].filter((address) => !asked.includes(address) && text.includes(address)),
  );
  expect(leaks).toEqual([]);
});
