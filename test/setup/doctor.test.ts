import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Call } from '../../playground/call.ts';
import { functionName, stackName } from '../../playground/deployment.ts';
import { userPoolId } from '../../playground/fixtures.ts';
import { type Deployed, type StateName, startIn } from '../../playground/states.ts';
import { ServiceError } from '../../playground/wire.ts';
import { readInstallation } from '../../src/installation/installation.ts';
import { readFacts } from '../../src/setup/facts/read-facts.ts';
import type { Finding } from '../../src/setup/finding.ts';
import { calls } from '../../src/setup/iam-policy.ts';
import { judgeFacts } from '../../src/setup/rules/rules.ts';
import type { Verdict } from '../../src/setup/verdict.ts';
import { runCli } from '../support/cli.ts';
import { clientsAt } from '../support/clients-at.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** SES answers one call a second, so that the tests wait side by side rather than one after another. */
const patience = 60_000;
const open: Deployed[] = [];
afterAll(() => Promise.all(open.map(({ close }) => close())));

const start = async (state: StateName): Promise<Deployed> => {
  const deployed = await startIn(state);
  open.push(deployed);
  return deployed;
};

const doctor = ({ playground, dns }: Deployed, ...args: string[]) =>
  runCli(['doctor', '--dns', dns, ...args], { playground });

const findingsIn = ({ stdout }: { readonly stdout: string }): Finding[] => JSON.parse(stdout).findings;

describe('doctor, against a deployment', () => {
  let good: Deployed;
  let broken: Deployed;
  let runs: Readonly<Record<'good' | 'any pool' | 'broken' | 'text', Awaited<ReturnType<typeof doctor>>>>;

  beforeAll(async () => {
    const anyPool = await start('good');
    const environment = anyPool.playground.functions.get(functionName)?.configuration['Environment'];
    (environment as { Variables: Record<string, string> }).Variables['USER_POOL_IDS'] = '';
    const parameters = anyPool.playground.stacks.get(stackName)?.parameters ?? {};
    parameters['UserPoolIds'] = '';
    good = await start('good');
    broken = await start('broken');
    const args = ['--recipient', 'ana.sousa@example.com'];
    const [first, second, third, fourth] = await Promise.all([
      doctor(good, '--json'),
      doctor(anyPool, '--json'),
      doctor(broken, '--json', ...args),
      doctor(await start('broken'), '--verbose', ...args),
    ]);
    runs = { good: first, 'any pool': second, broken: third, text: fourth };
  }, patience);

  test('finds nothing wrong where nothing is, and exits 0', () => {
    expect(findingsIn(runs.good).filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(runs.good.code).toBe(0);
  });

  test('finds the pools of a function that accepts any', () => {
    const ids = findingsIn(runs['any pool']).map(({ id, subject }) => `${id} ${subject}`);
    expect(ids).toContain(`pool-trigger user pool ${userPoolId}`);
    expect(runs['any pool'].code).toBe(0);
  });

  test('finds what is wrong where much is, and exits 1', () => {
    const problems = findingsIn(runs.broken).filter(({ level }) => level === 'problem');
    expect(problems.map(({ id }) => id)).toEqual([
      'recipient-sandbox',
      'recipient-suppressed',
      'pool-key',
      'pool-permission',
      'email-mfa',
      'replica-trigger',
      'function-destination',
      'key',
      'production-access',
      'identity',
      'mail-from',
      'dns-dkim',
      'dns-mail-from-mx',
      'outcomes',
      'alert-subscriptions',
    ]);
    expect(runs.broken.code).toBe(1);
  });

  test('says the same in text and in JSON, without a terminal a line for each', () => {
    const lines = runs.text.stdout.split('\n').filter((line) => /^(ok|warning|problem|unknown) /.test(line));
    const told = lines.map((line) => line.split(' ').slice(0, 2).join(' '));
    const expected = findingsIn(runs.broken).map(({ level, id }) => `${level} ${id}`);
    expect(told.sort()).toEqual(expected.sort());
    expect(runs.text.stdout).not.toContain('\u001b');
    expect(runs.text.code).toBe(1);
  });

  test('is done within 15 seconds at SES’s own pace', () => {
    // Counted rather than timed, whatever else the machine is doing: a call takes its second, and the rest two.
    const regions = open.flatMap(({ playground }) =>
      Object.values(
        Object.groupBy(
          playground.calls.filter(({ service }) => service === 'ses'),
          ({ region }) => region,
        ),
      ),
    );
    const most = Math.max(...regions.map((asked) => asked?.length ?? 0));
    expect(most).toBeGreaterThanOrEqual(8);
    expect(most).toBeLessThanOrEqual(12);
  });

  test('calls nothing that could change anything, and its policy is exactly what it calls', async () => {
    const seen = new Set(open.flatMap(({ playground }) => playground.calls.map(actionOf)));
    for (const action of seen) expect(action).toMatch(/^[\w-]+:(Get|List|Describe|Head|Query|Filter)/);
    const { stdout } = await runCli(['doctor', '--policy']);
    const { Statement } = JSON.parse(stdout) as { Statement: { Effect: string; Action: string[] }[] };
    expect(Statement.every(({ Effect }) => Effect === 'Allow')).toBe(true);
    expect(Statement.flatMap(({ Action }) => Action).sort()).toEqual([...seen].sort());
  });
});

/** A call as IAM names it. */
const actionOf = ({ service, operation }: Call): string =>
  `${service === 'cognito' ? 'cognito-idp' : service}:${operation}`;

describe('a permission that is missing', () => {
  const operations = Object.entries(calls).flatMap(([service, names]) =>
    names.map((name) => `${service}:${name}`),
  );

  test.each(operations.filter((operation) => operation !== 'cloudformation:DescribeStacks'))(
    '%s is told as not known, and never as not there',
    async (denied) => {
      const deployed = await start('good');
      const { playground } = deployed;
      // Some are asked only where something else is so.
      if (denied === 'cognito-idp:ListUserPools') acceptAnyPool(deployed);
      if (/Client(s|)$/.test(denied)) signInByCode(deployed);
      playground.intercept = (call) =>
        actionOf(call) === denied
          ? new ServiceError('AccessDeniedException', `User: u is not authorized to perform: ${denied}`, 403)
          : undefined;
      const verdicts = await verdictsOn(deployed);
      expect(verdicts.filter(({ level }) => level === 'unknown').length).toBeGreaterThan(0);
      expect(verdicts.filter(({ level }) => level === 'problem' || level === 'warning')).toEqual([]);
    },
  );

  test('of all there are, leaves nothing that is called well but what was said at the command line', async () => {
    const deployed = await start('good');
    deployed.playground.intercept = (call) =>
      call.operation === 'DescribeStacks' ? undefined : new ServiceError('AccessDeniedException', 'no', 403);
    const verdicts = await verdictsOn(deployed);
    expect(verdicts.filter(({ level }) => level !== 'unknown').map(({ id }) => id)).toEqual([
      'recipient-allowed',
      'key-arns',
    ]);
  });
});

async function verdictsOn({ playground, dns }: Deployed): Promise<readonly Verdict[]> {
  const signal = new AbortController().signal;
  const clients = clientsAt(playground.url);
  const installation = await readInstallation(clients, { stack: stackName }, { region: 'eu-west-1', signal });
  const facts = await readFacts(clients, installation, {
    userPoolIds: [],
    recipient: 'ana.sousa@example.com',
    dnsServer: dns,
    now: new Date(),
    signal,
  });
  return judgeFacts(facts, version);
}

const acceptAnyPool = ({ playground }: Deployed): void => {
  const environment = playground.functions.get(functionName)?.configuration['Environment'];
  (environment as { Variables: Record<string, string> }).Variables['USER_POOL_IDS'] = '';
  const parameters = playground.stacks.get(stackName)?.parameters ?? {};
  parameters['UserPoolIds'] = '';
};

const signInByCode = ({ playground }: Deployed): void => {
  const description = playground.pools.get(userPoolId)?.descriptions.get('eu-west-1');
  Object.assign(description ?? {}, {
    EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' },
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['EMAIL_OTP'] } },
  });
};
