import { describe, expect, test } from '@jest/globals';
import { functionArn } from '../../../playground/deployment.ts';
import { keyArn, otherKeyArn, userPoolId } from '../../../playground/fixtures.ts';
import { fullUserPool } from '../../../playground/full-user-pool.ts';
import { type AttachFacts, planAttach } from '../../../src/attach/plan/plan-attach.ts';
import { planDetach } from '../../../src/attach/plan/plan-detach.ts';
import { isDone, type PoolChange } from '../../../src/attach/plan/pool-change.ts';
import type { Description } from '../../../src/attach/plan/user-pool-members.ts';
import { known } from '../../../src/aws/fact.ts';

const description: Description = fullUserPool(userPoolId);
const { LambdaConfig, ...settings } = fullUserPool(userPoolId);
const withTriggers = (triggers: object): Description => ({ ...settings, LambdaConfig: triggers });
const other = functionArn.replace('email-sender', 'another');
const senderAt = (LambdaArn: string) => ({ CustomEmailSender: { LambdaArn, LambdaVersion: 'V1_0' } });
const sender = {
  functionArn,
  keyArn,
  function: known({}),
  key: known({ KeyId: 'k', KeyState: 'Enabled' as const }),
  userPoolIds: [],
  keyArns: [],
};

const plan = (
  pool: Description,
  { replace = false, ...facts }: Partial<AttachFacts['sender']> & { readonly replace?: boolean } = {},
): PoolChange =>
  planAttach(
    {
      region: 'eu-west-1',
      pool: { description: pool, mfa: known({}) },
      sender: { ...sender, ...facts },
      policies: new Map([
        [functionArn, known([])],
        [other, known([])],
      ]),
      replicas: [],
    },
    { replace },
  );
const paths = ({ differences }: PoolChange) => differences.map(({ path }) => path);

describe('planAttach', () => {
  test('adds the sender and the key, beside the triggers that there are', () => {
    const change = plan(withTriggers({ PreSignUp: other }));
    expect(paths(change)).toEqual([
      'LambdaConfig.CustomEmailSender.LambdaArn',
      'LambdaConfig.CustomEmailSender.LambdaVersion',
      'LambdaConfig.KMSKeyID',
    ]);
    expect(change.request.LambdaConfig).toEqual({
      PreSignUp: other,
      ...senderAt(functionArn),
      KMSKeyID: keyArn,
    });
    expect(change.refusals).toEqual([]);
  });

  test('leaves the key alone that the SMS sender has already', () => {
    expect(paths(plan(description))).not.toContain('LambdaConfig.KMSKeyID');
  });

  test('has nothing to do where all is as asked, and adds a permission alone where only that is missing', () => {
    const attached = withTriggers({ ...senderAt(functionArn), KMSKeyID: keyArn });
    const change = plan(attached);
    expect(change.differences).toEqual([]);
    expect(isDone(change)).toBe(false);
    expect(change.grant?.permission.state).toBe('add');
  });

  const wanting = withTriggers({});
  test.each<[string, Description, Parameters<typeof plan>[1]]>([
    ['another function sends', withTriggers({ ...senderAt(other), KMSKeyID: keyArn }), {}],
    ['the SMS sender has another key', description, { keyArn: otherKeyArn }],
    ['there is no such function', wanting, { function: { state: 'absent' } }],
    ['the function accepts other pools only', wanting, { userPoolIds: ['eu-west-1_Other'] }],
    ['there is no such key', wanting, { key: { state: 'absent' } }],
    ['the key is disabled', wanting, { key: known({ KeyId: 'k', KeyState: 'Disabled' }) }],
    ['the key is to be deleted', wanting, { key: known({ KeyId: 'k', KeyState: 'PendingDeletion' }) }],
    ['the key signs', wanting, { key: known({ KeyId: 'k', KeyUsage: 'SIGN_VERIFY' }) }],
    ['the key is asymmetric', wanting, { key: known({ KeyId: 'k', KeySpec: 'RSA_2048' }) }],
    ['the function may not decrypt with the key', wanting, { keyArns: [otherKeyArn] }],
    ['the pool has a setting that is not known', { ...wanting, Novelty: 1 }, {}],
  ])('refuses where %s', (_, pool, facts) => {
    expect(plan(pool, facts ?? {}).refusals).toHaveLength(1);
  });

  test.each<[string, Description, Parameters<typeof plan>[1]]>([
    ['another function', withTriggers({ ...senderAt(other), KMSKeyID: keyArn }), {}],
    ['the key of the SMS sender', description, { keyArn: otherKeyArn }],
  ])('takes the place of %s where that was asked for', (_, pool, facts) => {
    expect(plan(pool, { ...facts, replace: true }).refusals).toEqual([]);
  });

  test('minds no unknown setting where nothing is to be updated', () => {
    const attached = { ...withTriggers({ ...senderAt(functionArn), KMSKeyID: keyArn }), Novelty: 1 };
    expect(plan(attached).refusals).toEqual([]);
  });

  test.each([
    ['a function that may not be read', { function: { state: 'denied', why: 'AccessDenied' } as const }],
    ['a key that may not be read', { key: { state: 'denied', why: 'AccessDenied' } as const }],
  ])('says of %s that it could not be checked, and does not take it for missing', (_, facts) => {
    const { refusals, notes } = plan(wanting, facts);
    expect(refusals).toEqual([]);
    expect(notes.join()).toContain('AccessDenied');
  });

  test('says which stack would take the trigger off again', () => {
    expect(plan(description).notes.join()).toContain('stack customers');
  });

  test('takes the permission away that an attach gave to the function before', () => {
    const statement = { Sid: `cognito-email-sender-${userPoolId}` };
    const change = planAttach(
      {
        region: 'eu-west-1',
        pool: { description: withTriggers({ ...senderAt(other), KMSKeyID: keyArn }), mfa: known({}) },
        sender,
        policies: new Map([
          [functionArn, known([])],
          [other, known([statement, { Sid: 'theirs' }])],
        ]),
        replicas: [],
      },
      { replace: true },
    );
    expect(change.revoke).toEqual({ functionArn: other, statementIds: [statement.Sid] });
  });
});

describe('planDetach', () => {
  const detach = (triggers: object) =>
    planDetach({
      region: 'eu-west-1',
      pool: { description: withTriggers(triggers), mfa: known({}) },
      policies: new Map([[functionArn, known([])]]),
    });

  test('takes the sender and its key off, and no other trigger', () => {
    const { request } = detach({ PreSignUp: other, ...senderAt(functionArn), KMSKeyID: keyArn });
    expect(request.LambdaConfig).toEqual({ PreSignUp: other });
  });

  test('leaves the key to the SMS sender', () => {
    const CustomSMSSender = { LambdaArn: other, LambdaVersion: 'V1_0' };
    const { request } = detach({ CustomSMSSender, ...senderAt(functionArn), KMSKeyID: keyArn });
    expect(request.LambdaConfig).toEqual({ CustomSMSSender, KMSKeyID: keyArn });
  });

  test('has nothing to do where no function sends', () => {
    expect(isDone(detach({ PreSignUp: other, KMSKeyID: keyArn }))).toBe(true);
  });
});
