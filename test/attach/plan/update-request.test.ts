import { describe, expect, test } from '@jest/globals';
import { fullUserPool } from '../../../playground/full-user-pool.ts';
import { unknownMembers } from '../../../src/attach/plan/unknown-members.ts';
import { compareDescriptions, updateRequest } from '../../../src/attach/plan/update-request.ts';

const pool = fullUserPool('eu-west-1_AbCdEfGhI');
const same = (description: object) => updateRequest({ ...description });

describe('updateRequest', () => {
  test('tells Cognito every setting again, and nothing that it does not take', () => {
    const { UserPoolId, PoolName, ...settings } = same(pool);
    expect({ UserPoolId, PoolName }).toEqual({ UserPoolId: pool.Id, PoolName: pool.Name });
    expect(Object.keys(settings)).toHaveLength(23);
    expect(settings.LambdaConfig).toEqual(pool.LambdaConfig);
    expect(settings).not.toHaveProperty('SchemaAttributes');
  });

  test('leaves the member out that is no longer used where the one in its place is set, and only there', () => {
    expect(same(pool).AdminCreateUserConfig).not.toHaveProperty('UnusedAccountValidityDays');
    const old = { ...pool, Policies: {}, AdminCreateUserConfig: { UnusedAccountValidityDays: 30 } };
    expect(same(old).AdminCreateUserConfig).toEqual({ UnusedAccountValidityDays: 30 });
  });

  test('leaves tags of AWS’s own out', () => {
    expect(same(pool).UserPoolTags).toEqual({ team: 'identity', 'cost center': '42' });
  });

  test('never tells of client registration without saying whether it is on', () => {
    expect(same(pool).DcrConfiguration).toEqual(pool.DcrConfiguration);
    expect(same({ ...pool, DcrConfiguration: { OpenDcrEnabled: false } })).not.toHaveProperty(
      'DcrConfiguration',
    );
  });

  test('tells no names of ACR levels to a pool whose plan has none', () => {
    expect(same(pool)).toHaveProperty('AcrConfiguration');
    expect(same({ ...pool, UserPoolTier: 'LITE' })).not.toHaveProperty('AcrConfiguration');
  });

  test('tells no nulls', () => {
    expect(same({ Id: 'x', DeviceConfiguration: null, LambdaConfig: { PreSignUp: null } })).toEqual({
      UserPoolId: 'x',
      LambdaConfig: {},
    });
  });
});

describe('compareDescriptions', () => {
  test('minds none of what is computed, nor the days that follow others', () => {
    expect(
      compareDescriptions(pool, {
        ...pool,
        LastModifiedDate: 1,
        EstimatedNumberOfUsers: 1,
        SmsConfigurationFailure: 'x',
        AdminCreateUserConfig: { ...pool.AdminCreateUserConfig, UnusedAccountValidityDays: 9 },
      }),
    ).toEqual([]);
    const AdminCreateUserConfig = { UnusedAccountValidityDays: 9 };
    expect(compareDescriptions({ AdminCreateUserConfig }, {})).toHaveLength(1);
  });

  test('minds what the pool was made with', () => {
    expect(compareDescriptions(pool, { ...pool, CreationDate: 1 })).toHaveLength(1);
  });
});

describe('unknownMembers', () => {
  test('knows everything that the SDK knows', () => {
    expect(unknownMembers(pool)).toEqual([]);
  });

  test.each([
    ['a member of the pool', { Novelty: true }, ['Novelty']],
    [
      'a member of a setting',
      { Policies: { PasswordPolicy: { Novelty: 1 } } },
      ['Policies.PasswordPolicy.Novelty'],
    ],
    [
      'a member of an item',
      { AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Novelty: 1 }] } },
      ['AccountRecoverySetting.RecoveryMechanisms[0].Novelty'],
    ],
    [
      'a member in a map',
      { AcrConfiguration: { Level1: { Novelty: 1 } } },
      ['AcrConfiguration.Level1.Novelty'],
    ],
    ['a trigger', { LambdaConfig: { Novelty: 'arn' } }, ['LambdaConfig.Novelty']],
  ])('finds %s that a newer service has added', (_, added, paths) => {
    expect(unknownMembers({ ...pool, ...added })).toEqual(paths);
  });

  test.each([
    ['in what no update sets', { SchemaAttributes: [{ Novelty: 1 }] }],
    ['that is null', { Policies: { Novelty: null } }],
  ])('minds none %s', (_, added) => {
    expect(unknownMembers({ ...pool, ...added })).toEqual([]);
  });

  test.each(['constructor', '__proto__', 'toString'])('takes %s for unknown', (name) => {
    const description = JSON.parse(`{ "Id": "x", ${JSON.stringify(name)}: { "a": 1 } }`);
    expect(unknownMembers(description)).toEqual([name]);
  });
});
