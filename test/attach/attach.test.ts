import { readFileSync, statSync } from 'node:fs';
import {
  CognitoIdentityProviderClient,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { functionArn, functionName } from '../../playground/deployment.ts';
import { account, keyArn, otherKeyArn, userPoolId } from '../../playground/fixtures.ts';
import { fullUserPool } from '../../playground/full-user-pool.ts';
import type { Playground } from '../../playground/playground.ts';
import { startIn } from '../../playground/states.ts';
import { applied, createRuns } from '../support/attach.ts';
import {
  backupsIn,
  changesIn,
  describedIn,
  folder,
  set,
  settingsIn,
  statementsIn,
} from '../support/user-pools.ts';

// Each makes a dozen calls, for which a busy machine takes its time.
jest.setTimeout(30_000);

let playground: Playground;
let close: () => Promise<void>;
let cwd: string;
let runs: ReturnType<typeof createRuns>;
beforeEach(async () => {
  ({ playground, close } = await startIn('detached'));
  cwd = folder();
  runs = createRuns(playground, cwd);
});
afterEach(() => close());

const triggersIn = () => describedIn(playground)['LambdaConfig'] as Record<string, unknown>;
const attached = {
  CustomEmailSender: { LambdaArn: functionArn, LambdaVersion: 'V1_0' },
  KMSKeyID: keyArn,
};

describe('a pool in which everything is set', () => {
  test('is after attach as before, save the trigger, and after detach as before', async () => {
    const before = settingsIn(playground);
    const { LastModifiedDate: _, ...full } = fullUserPool(userPoolId);
    expect(before).toEqual(full);

    expect((await runs.attach(applied)).code).toBe(0);
    expect(settingsIn(playground)).toEqual({
      ...before,
      LambdaConfig: { ...full.LambdaConfig, ...attached },
    });
    expect(statementsIn(playground)).toEqual([`cognito-email-sender-${userPoolId}`]);

    expect((await runs.detach(applied)).code).toBe(0);
    expect(settingsIn(playground)).toEqual(before);
    expect(statementsIn(playground)).toEqual([]);
    expect(changesIn(playground)).toEqual([
      'AddPermission',
      'UpdateUserPool',
      'UpdateUserPool',
      'RemovePermission',
    ]);
  });

  test('loses its settings to an update that tells the trigger alone', async () => {
    const before = settingsIn(playground);
    const cognito = new CognitoIdentityProviderClient({
      region: 'eu-west-1',
      endpoint: playground.url,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    const { LambdaConfig } = fullUserPool(userPoolId);
    await cognito.send(
      new UpdateUserPoolCommand({
        UserPoolId: userPoolId,
        LambdaConfig: { ...LambdaConfig, ...attached } as never,
      }),
    );
    const after = settingsIn(playground);
    const lost = Object.keys(before).filter(
      (member) => JSON.stringify(after[member]) !== JSON.stringify(before[member]),
    );
    expect(lost.length).toBeGreaterThan(15);
  });

  test('is restored from the backup, whatever was done to it since', async () => {
    const before = settingsIn(playground);
    await runs.attach(applied);
    const [backup] = backupsIn(cwd);
    expect(backup?.userPool).toEqual(fullUserPool(userPoolId));
    expect(statSync(backup?.file ?? '').mode & 0o777).toBe(0o600);

    set(playground, {
      MfaConfiguration: 'OFF',
      Name: 'renamed',
      EmailConfiguration: {},
      Policies: {},
      DcrConfiguration: { EnableStatus: 'Disabled' },
    });
    expect((await runs.restore(backup?.file ?? '')).code).toBe(0);
    expect(settingsIn(playground)).toEqual(before);
    expect(statementsIn(playground)).toEqual([]);
    expect(backupsIn(cwd)).toHaveLength(2);
  });
});

describe('a restore', () => {
  test('gives a detached pool its sender back, and the permission that detach took away', async () => {
    await runs.attach(applied);
    const withSender = settingsIn(playground);
    await runs.detach(applied);
    const [, detached] = backupsIn(cwd);
    expect((await runs.restore(detached?.file ?? '')).code).toBe(0);
    expect(settingsIn(playground)).toEqual(withSender);
    expect(statementsIn(playground)).toHaveLength(1);
  });

  test('says of triggers that they stay as they are only where they do', async () => {
    const attached = await runs.attach(applied);
    const [backup] = backupsIn(cwd);
    set(playground, { LambdaConfig: {} });
    const restored = await runs.restore(backup?.file ?? '');
    const [kept, back] = [attached, restored].map(({ text }) => text.replaceAll('\n', ' '));
    expect(kept).toContain('the other triggers');
    expect(back).toContain('LambdaConfig.PreSignUp');
    expect(back).not.toContain('the other triggers');
  });

  test('of the file of another account is refused', async () => {
    await runs.attach(applied);
    const [backup] = backupsIn(cwd);
    set(playground, { Arn: String(describedIn(playground)['Arn']).replace(account, '999999999999') });
    const { code, json } = await runs.restore(backup?.file ?? '');
    expect([code, json.status]).toEqual([1, 'refused']);
  });
});

describe('a dry run', () => {
  test('changes nothing and writes nothing, and its JSON says what its text says', async () => {
    const before = describedIn(playground);
    const { code, text, json } = await runs.attach();
    expect([code, json.status]).toEqual([0, 'planned']);
    expect(json.changes).toHaveLength(2);
    for (const { path, after } of json.changes) {
      expect(text).toContain(path);
      expect(text).toContain(after);
    }
    for (const member of json.carried) expect(text).toContain(member);
    expect(text).toContain(json.permission.statementId);
    expect(describedIn(playground)).toEqual(before);
    expect([changesIn(playground), backupsIn(cwd)]).toEqual([[], []]);
  });

  test('looks as docs/tools.md shows it', async () => {
    const page = readFileSync(new URL('../../docs/tools.md', import.meta.url), 'utf8');
    const [, example = ''] = page.match(/^```\n\$ cognito-email-sender attach [^\n]+\n(.*?)^```/ms) ?? [];
    const [start = '', end = ''] = example.trimEnd().split(/[^\n]*…\n/);
    const { text } = await runs.attach();
    expect(start.length).toBeGreaterThan(500);
    expect(text.startsWith(start)).toBe(true);
    expect(text.endsWith(end)).toBe(true);
  });

  test('lets no control character of a setting through to the terminal', async () => {
    await runs.attach(applied);
    const [backup] = backupsIn(cwd);
    set(playground, { SmsVerificationMessage: '\u001b[2J\u009b31m\u202e{####}' });
    const { text } = await runs.restore(backup?.file ?? '');
    expect(text).toContain('SmsVerificationMessage');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});

describe('a pool that is attached as asked', () => {
  test('is left alone', async () => {
    await runs.attach(applied);
    playground.calls.length = 0;
    expect(await runs.attach(applied)).toMatchObject({ code: 0, json: { status: 'nothing-to-do' } });
    expect((await runs.attach()).json.status).toBe('nothing-to-do');
    expect(changesIn(playground)).toEqual([]);
    expect(backupsIn(cwd)).toHaveLength(1);
  });

  test('gets the permission that is missing, without an update', async () => {
    await runs.attach(applied);
    const deployed = playground.functions.get(functionName);
    if (deployed) deployed.policy = [];
    playground.calls.length = 0;
    expect(await runs.attach(applied)).toMatchObject({
      code: 0,
      json: { status: 'applied', done: ['permit'] },
    });
    expect(changesIn(playground)).toEqual(['AddPermission']);
  });
});

describe('another sender', () => {
  const LambdaArn = `arn:aws:lambda:eu-west-1:${account}:function:theirs`;
  const theirs = { CustomEmailSender: { LambdaArn, LambdaVersion: 'V1_0' }, KMSKeyID: keyArn };

  test('stops it, and --replace puts ours in its place', async () => {
    set(playground, { LambdaConfig: theirs });
    const { code, text, json } = await runs.attach(applied);
    expect([code, json.status]).toEqual([1, 'refused']);
    expect(text).toContain('--replace');
    expect(changesIn(playground)).toEqual([]);

    expect((await runs.attach({ ...applied, replace: true })).code).toBe(0);
    expect(triggersIn()).toEqual(attached);
  });
});

describe('a sender of this project', () => {
  test('is not attached to a pool that it would not accept', async () => {
    playground.pools.set('eu-west-1_Other', {
      ...(playground.pools.get(userPoolId) as NonNullable<ReturnType<typeof playground.pools.get>>),
      descriptions: new Map([['eu-west-1', fullUserPool('eu-west-1_Other')]]),
    });
    const { code, json } = await runs.attach({ ...applied, userPoolId: 'eu-west-1_Other' });
    expect([code, json.status]).toEqual([1, 'refused']);
    expect(json.refusals[0].fix).toContain(`UserPoolIds=${userPoolId},eu-west-1_Other`);
  });

  test('is not given a key that it may not decrypt with, nor the SMS sender one of ours', async () => {
    const { json } = await runs.attach({ ...applied, kmsKeyArn: otherKeyArn });
    expect(json.refusals).toHaveLength(2);
    expect(changesIn(playground)).toEqual([]);
  });
});

describe('a function of somebody else', () => {
  const alias = `${functionArn}:live`;
  beforeEach(() => {
    // It says nothing of keys or pools.
    Object.assign(playground.functions.get(functionName)?.configuration ?? {}, { Environment: undefined });
    playground.stacks.clear();
  });

  test('is attached by its alias, which the permission is then on', async () => {
    expect((await runs.attach({ functionArn: alias, kmsKeyArn: keyArn, ...applied })).code).toBe(0);
    expect(triggersIn()['CustomEmailSender']).toEqual({ LambdaArn: alias, LambdaVersion: 'V1_0' });
    expect(playground.functions.get(functionName)?.policy).toMatchObject([
      {
        Principal: { Service: 'cognito-idp.amazonaws.com' },
        Resource: alias,
        Condition: {
          StringEquals: { 'AWS:SourceAccount': account },
          ArnLike: { 'AWS:SourceArn': describedIn(playground)['Arn'] },
        },
      },
    ]);
    expect((await runs.detach(applied)).code).toBe(0);
    expect(statementsIn(playground)).toEqual([]);
  });

  test('is detached though it is gone, as after its stack was deleted', async () => {
    await runs.attach({ functionArn, kmsKeyArn: keyArn, ...applied });
    playground.functions.clear();
    expect((await runs.detach(applied)).code).toBe(0);
    expect(triggersIn()).not.toHaveProperty('CustomEmailSender');
  });
});

describe('a replica', () => {
  test('is attached on its own, and told of when the pool is', async () => {
    const replica = 'us-west-2';
    playground.pools.get(userPoolId)?.descriptions.set(replica, {
      ...fullUserPool(userPoolId),
      Arn: String(fullUserPool(userPoolId).Arn).replace('eu-west-1:', `${replica}:`),
    });
    expect((await runs.attach()).text.replaceAll('\n', ' ')).toContain(`--region ${replica}`);
    const home = settingsIn(playground);
    await runs.detach({ region: replica, ...applied } as never);
    expect(settingsIn(playground)).toEqual(home);
  });
});
