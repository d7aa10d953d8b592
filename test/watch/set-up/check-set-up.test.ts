import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { account, homeRegion, keyArn, userPoolId } from '../../../playground/fixtures.ts';
import { type Deployed, type StateName, startIn } from '../../../playground/states.ts';
import { json } from '../../../playground/wire.ts';
import { createSetUpClients } from '../../../src/watch/clients.ts';
import { createCheckSetUp } from '../../../src/watch/set-up/check-set-up.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 21, 12);
const signal = new AbortController().signal;
const topicArn = `arn:aws:sns:${homeRegion}:${account}:alerts`;
let deployed: Deployed;
let lines: string[];
let check: ReturnType<typeof createCheckSetUp>;

async function startWatchIn(state: StateName) {
  deployed = await startIn(state);
  Object.assign(process.env, deployed.environment);
  lines = [];
  const settings = {
    senderArn: `arn:aws:lambda:${homeRegion}:${account}:function:email-sender`,
    candidateArn: '',
    keyArns: [keyArn] as const,
    userPoolIds: [userPoolId],
    alertTopicArn: topicArn,
    service: 'codes',
    region: homeRegion,
  };
  check = createCheckSetUp(createSetUpClients({ betweenSesCalls: 0 }), {
    settings,
    write: (line) => void lines.push(line),
    dnsServer: deployed.dns,
  });
}
const before = { ...process.env };
beforeEach(() => {
  process.env = { ...before };
});
afterEach(() => deployed.close());

const look = (at: number, options = {}) => check(at, { deployed: false, signal, ...options });
const lastLine = () => JSON.parse(lines.at(-1) ?? '{}');

describe('a look at the set-up', () => {
  test('of a good one counts no problem and tells nobody', async () => {
    await startWatchIn('good');
    await look(start);
    expect(lastLine()).toMatchObject({
      message: 'set-up',
      service: 'codes',
      SetupProblems: 0,
      level: expect.stringMatching(/INFO|WARN/),
    });
    expect(lastLine().findings.filter(({ level }: { level: string }) => level === 'problem')).toEqual([]);
    expect(deployed.playground.calls.map(({ operation }) => operation)).not.toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^(FilterLogEvents|DescribeUserPoolClient|ListSubscriptions|AdminGetUser)/),
      ]),
    );
  }, 60_000);

  test('sees email MFA without SES, and a replica without a trigger', async () => {
    await startWatchIn('good');
    const pool = deployed.playground.pools.get(userPoolId);
    const [description] = [...(pool?.descriptions.values() ?? [])];
    if (!pool || !description) throw new Error('there is no pool');
    deployed.playground.pools.set(userPoolId, {
      ...pool,
      mfa: { EmailMfaConfiguration: { Message: '{####}' }, MfaConfiguration: 'OPTIONAL' },
      descriptions: new Map([
        [homeRegion, { ...description, EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' } }],
        ['eu-central-1', { ...description, LambdaConfig: {} }],
      ]),
    });
    await look(start);
    const problems = lastLine().findings.filter(({ level }: { level: string }) => level === 'problem');
    expect(problems.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(['email-mfa', 'replica-trigger']),
    );
  }, 60_000);

  test('follows a deployment at once, and tells what that has changed', async () => {
    await startWatchIn('good');
    await look(start);
    expect(deployed.playground.alerts).toEqual([]);
    deployed.playground.topics.set(topicArn, []);
    await look(start + hour);
    expect(lines).toHaveLength(1);
    await look(start + hour, { deployed: true });
    expect(lastLine()).toMatchObject({ SetupProblems: 1, level: 'ERROR' });
    expect(deployed.playground.alerts.map(({ messages }) => messages['default'])).toEqual([
      expect.stringContaining('aws sns subscribe'),
    ]);
  }, 120_000);

  test('of a broken one counts its problems, tells them with their fix, and the next day only what is new', async () => {
    await startWatchIn('broken');
    await look(start);
    const first = lastLine();
    expect(first.SetupProblems).toBeGreaterThan(3);
    expect(first._aws.CloudWatchMetrics[0].Dimensions).toEqual([['service']]);
    const told = deployed.playground.alerts.at(-1);
    const problems = first.findings.filter(({ level }: { level: string }) => level === 'problem');
    for (const { subject } of problems) expect(told?.messages['default']).toContain(subject);
    expect(told?.messages['default']).toContain('aws ');

    // Within the day nothing is asked; after it, the same is counted again and told to nobody.
    await look(start + hour);
    expect(lines).toHaveLength(1);
    await look(start + 24 * hour);
    expect(lastLine().SetupProblems).toBe(first.SetupProblems);
    expect(deployed.playground.alerts).toHaveLength(1);
  }, 180_000);

  test('that cannot tell counts that, and tells the next time', async () => {
    await startWatchIn('good');
    deployed.playground.topics.set(topicArn, []);
    deployed.playground.intercept = ({ operation }) =>
      operation === 'Publish' ? json({ message: 'the key is disabled' }, 400) : undefined;
    await look(start);
    expect(lastLine()).toMatchObject({ AlertFailed: 1 });
    deployed.playground.intercept = undefined;
    await look(start + 24 * hour);
    expect(deployed.playground.alerts).toHaveLength(1);
    expect(lastLine()).not.toHaveProperty('AlertFailed');
  }, 180_000);
});
