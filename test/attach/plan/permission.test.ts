import { describe, expect, test } from '@jest/globals';
import {
  addedByAttach,
  planPermission,
  type Statement,
  statementIdFor,
} from '../../../src/attach/plan/permission.ts';
import { known } from '../../../src/aws/fact.ts';

const poolArn = 'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEfGhI';
const permitting: Statement = {
  Sid: 'some',
  Effect: 'Allow',
  Principal: { Service: 'cognito-idp.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Condition: { StringEquals: { 'AWS:SourceAccount': '111122223333' }, ArnLike: { 'AWS:SourceArn': poolArn } },
};
const stateWith = (changes: object) => planPermission(poolArn, known([{ ...permitting, ...changes }])).state;

describe('planPermission', () => {
  test.each([
    ['this pool', {}],
    [
      'any pool of the account',
      { Condition: { ArnLike: { 'AWS:SourceArn': poolArn.replace(/[^/]+$/, '*') } } },
    ],
    ['Cognito, whatever the source', { Condition: undefined }],
    [
      'one of several services',
      { Principal: { Service: ['s3.amazonaws.com', 'cognito-idp.amazonaws.com'] } },
    ],
    ['every action on the function', { Action: ['lambda:*'] }],
    ['this pool, by an exact ARN', { Condition: { StringEquals: { 'aws:SourceArn': poolArn } } }],
  ])('a statement for %s is enough', (_, changes) => {
    expect(stateWith(changes)).toBe('present');
  });

  test.each([
    ['another pool', { Condition: { ArnLike: { 'AWS:SourceArn': `${poolArn}X` } } }],
    [
      'a pool whose id a dot would match',
      { Condition: { ArnLike: { 'AWS:SourceArn': poolArn.replace('AbC', 'A.C') } } },
    ],
    ['another account', { Condition: { StringEquals: { 'AWS:SourceAccount': '999999999999' } } }],
    ['a wildcard that is compared as it is', { Condition: { StringEquals: { 'AWS:SourceArn': '*' } } }],
    ['another service', { Principal: { Service: 's3.amazonaws.com' } }],
    ['a refusal', { Effect: 'Deny' }],
    ['another action', { Action: 'lambda:GetFunction' }],
    ['a condition that is not understood', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    ['a key that is not understood', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }],
    ['a condition that is turned round', { Condition: { StringNotEquals: { 'AWS:SourceArn': poolArn } } }],
  ])('a statement for %s is not', (_, changes) => {
    expect(stateWith(changes)).toBe('add');
  });

  test('a policy that could not be read is not taken for an empty one', () => {
    expect(planPermission(poolArn, { state: 'denied', why: 'AccessDenied' })).toEqual({
      state: 'add',
      statementId: statementIdFor(poolArn),
      uncertain: 'AccessDenied',
    });
  });

  test('an id that is taken by another statement is left to it, and found again', () => {
    const taken = { Sid: statementIdFor(poolArn), Effect: 'Deny' };
    const plan = planPermission(poolArn, known([taken]));
    expect(plan).toMatchObject({ state: 'add', statementId: `${statementIdFor(poolArn)}-2` });
    expect(addedByAttach([{ Sid: `${statementIdFor(poolArn)}-2` }, permitting], poolArn)).toHaveLength(1);
  });

  test('an id is one that Lambda takes', () => {
    expect(statementIdFor(poolArn)).toMatch(/^[\w-]{1,100}$/);
  });
});
