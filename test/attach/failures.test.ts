import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Call } from '../../playground/call.ts';
import { keyArn, userPoolId } from '../../playground/fixtures.ts';
import type { Playground } from '../../playground/playground.ts';
import { startIn } from '../../playground/states.ts';
import { ServiceError } from '../../playground/wire.ts';
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

const refused = (operation: string): ServiceError =>
  new ServiceError('AccessDeniedException', `not authorized to perform: ${operation}`, 403);
const deny = (...operations: string[]): void => {
  playground.intercept = (call) =>
    operations.includes(call.operation) ? refused(call.operation) : undefined;
};
const isUpdated = (): boolean => changesIn(playground).includes('UpdateUserPool');
/** Lets something happen at each look at the pool after its update. */
const afterUpdate = (happen: (call: Call) => ReturnType<NonNullable<Playground['intercept']>>): void => {
  playground.intercept = (call) =>
    call.operation === 'DescribeUserPool' && isUpdated() ? happen(call) : undefined;
};

describe('what AWS refuses', () => {
  test('an update leaves the pool as it was, and names the permissions that it needs', async () => {
    playground.intercept = ({ operation }) =>
      operation === 'UpdateUserPool' ? refused('kms:CreateGrant') : undefined;
    const before = describedIn(playground);
    const { code, text, json } = await runs.attach(applied);
    expect([code, json.status, json.done]).toEqual([1, 'failed', ['back-up', 'permit']]);
    for (const needed of [`kms:CreateGrant on ${keyArn}`, 'iam:PassRole', 'cognito-idp:UpdateUserPool'])
      expect(text.replaceAll('\n', ' ')).toContain(needed);
    // What was done before is told, and how to take it back.
    expect(text).toContain('remove-permission');
    expect(describedIn(playground)).toEqual(before);
  });

  test('a permission: the pool is not updated to call a function that would refuse it', async () => {
    deny('AddPermission');
    const { code, json } = await runs.attach(applied);
    expect([code, json.status]).toEqual([1, 'failed']);
    expect(isUpdated()).toBe(false);
  });

  test('reading the pool: a mistake, with the permission to ask for', async () => {
    deny('DescribeUserPool');
    await expect(runs.attach(applied)).rejects.toMatchObject({
      name: 'Mistake',
      fix: expect.stringContaining('cognito-idp:DescribeUserPool'),
    });
  });

  test('reading the policy: a permission is added, and one that is there already is no failure', async () => {
    deny('GetPolicy');
    expect((await runs.attach(applied)).code).toBe(0);
    expect(await runs.attach(applied)).toMatchObject({ code: 0, json: { done: ['permit'] } });
    expect(statementsIn(playground)).toHaveLength(1);
  });

  test('reading the MFA factors, the key and the function: it is done, and says what was not checked', async () => {
    deny('GetUserPoolMfaConfig', 'DescribeKey', 'GetFunctionConfiguration');
    const { code, text, json } = await runs.attach({ ...applied, kmsKeyArn: keyArn });
    expect([code, json.status]).toEqual([0, 'applied']);
    expect(text.replaceAll('\n', ' ')).toContain('The MFA factors could not be read');
    expect(json.notes.join()).toMatch(/GetFunctionConfiguration.*DescribeKey/s);
    expect(json.proof).not.toHaveProperty('mfaDifferences');
  });
});

describe('an update whose answer is lost', () => {
  test('is found to be done', async () => {
    playground.intercept = ({ operation }) =>
      operation === 'UpdateUserPool' ? { status: 500, body: '{}', afterwards: true } : undefined;
    expect(await runs.attach(applied)).toMatchObject({ code: 0, json: { status: 'applied' } });
  });

  test('is not said to be undone where that cannot be found out', async () => {
    playground.intercept = ({ operation }) => (isUpdated() ? refused(operation) : undefined);
    const { code, text, json } = await runs.attach(applied);
    expect([code, json.status]).toEqual([1, 'failed']);
    expect(json.failure.found).toContain('not known');
    expect(text).not.toContain('was not updated.');
  });
});

describe('the proof', () => {
  test('fails where the update has changed something else, and says what and how to go back', async () => {
    const before = settingsIn(playground);
    afterUpdate(() => void set(playground, { DeletionProtection: 'INACTIVE' }));
    const { code, text, json } = await runs.attach(applied);
    expect([code, json.status]).toEqual([1, 'not-as-planned']);
    expect(text).toMatch(/DeletionProtection.*"ACTIVE" -> "INACTIVE"/);
    expect(text).toContain(`restore ${json.backup} --apply`);

    playground.intercept = undefined;
    expect((await runs.restore(json.backup)).code).toBe(0);
    expect(settingsIn(playground)).toEqual(before);
  });

  test('fails where the MFA factors have changed', async () => {
    playground.intercept = ({ operation }) =>
      operation === 'GetUserPoolMfaConfig' && isUpdated()
        ? { status: 200, body: JSON.stringify({ MfaConfiguration: 'OPTIONAL' }) }
        : undefined;
    const { code, text, json } = await runs.attach(applied);
    expect([code, json.status, json.proof.differences]).toEqual([1, 'not-as-planned', []]);
    expect(text).toContain('- SoftwareTokenMfaConfiguration.Enabled');
  });

  test('minds no setting that an update has filled in with what its absence means', async () => {
    // A pool as old as this is described without what has come since.
    const { Id, Name, Arn } = describedIn(playground);
    const old = { Id, Name, Arn, AdminCreateUserConfig: { UnusedAccountValidityDays: 7 } };
    playground.pools.get(userPoolId)?.descriptions.set('eu-west-1', {
      ...old,
      Policies: { PasswordPolicy: { MinimumLength: 8, TemporaryPasswordValidityDays: 7 } },
    });
    expect(await runs.attach(applied)).toMatchObject({ code: 0, json: { status: 'applied' } });
    expect(describedIn(playground)).toMatchObject({
      DeletionProtection: 'INACTIVE',
      MfaConfiguration: 'OFF',
    });
  });

  test.each([
    [
      'with something else',
      { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } },
    ],
    [
      'where its absence meant something of its own',
      { AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: 'verified_email' }] } },
    ],
  ])('fails where an update has filled one in %s', async (_, filledIn) => {
    const [member = ''] = Object.keys(filledIn);
    set(playground, { [member]: undefined });
    afterUpdate(() => void set(playground, filledIn));
    const { code, text } = await runs.attach(applied);
    expect(code).toBe(1);
    expect(text).toContain(`+ ${member}`);
  });

  test('waits for an answer that does not show the update yet', async () => {
    const { LambdaConfig } = describedIn(playground);
    let stale = 1;
    afterUpdate(() =>
      stale-- > 0
        ? { status: 200, body: JSON.stringify({ UserPool: { ...describedIn(playground), LambdaConfig } }) }
        : undefined,
    );
    expect(await runs.attach(applied)).toMatchObject({ code: 0, json: { status: 'applied' } });
  });

  test('fails where an update was accepted and never done', async () => {
    playground.intercept = ({ operation }) =>
      operation === 'UpdateUserPool' ? { status: 200, body: '{}' } : undefined;
    expect(await runs.attach(applied)).toMatchObject({ code: 1, json: { status: 'not-as-planned' } });
  });

  test('that cannot be made is neither well nor bad', async () => {
    afterUpdate(({ operation }) => refused(operation));
    const { code, text, json } = await runs.attach(applied);
    expect([code, json.status]).toEqual([2, 'not-proved']);
    expect(text).toContain(`restore ${json.backup}`);
  });
});

test('somebody who changes the pool while the plan is read is not undone', async () => {
  let looks = 0;
  playground.intercept = ({ operation }) => {
    if (operation === 'DescribeUserPool' && ++looks === 2) set(playground, { Name: 'renamed' });
    return undefined;
  };
  expect((await runs.attach(applied)).code).toBe(1);
  expect(changesIn(playground)).toEqual([]);
  expect(describedIn(playground)['Name']).toBe('renamed');
});

test('a setting of a newer service that would be reset stops it', async () => {
  set(playground, { Policies: { PasswordPolicy: { Novelty: 1 } } });
  const { code, json } = await runs.attach(applied);
  expect([code, json.status]).toEqual([1, 'refused']);
  expect(json.refusals[0].found).toContain('Policies.PasswordPolicy.Novelty');
  expect(changesIn(playground)).toEqual([]);
});

test('a backup is never overwritten, and without one nothing is changed', async () => {
  const backup = join(cwd, 'mine.json');
  // Somebody else is quicker.
  playground.intercept = ({ operation }) => {
    if (operation === 'DescribeUserPool') writeFileSync(backup, '{"userPool":"mine"}');
    return undefined;
  };
  const { code, text } = await runs.attach({ ...applied, backup });
  playground.intercept = undefined;
  expect(code).toBe(1);
  expect(text).toContain('--backup');
  expect(changesIn(playground)).toEqual([]);
  expect(backupsIn(cwd)).toMatchObject([{ userPool: 'mine' }]);
});
