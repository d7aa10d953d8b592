import {
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  UpdateUserPoolCommand,
  type UpdateUserPoolCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import { AddPermissionCommand, GetPolicyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { functionArn } from '../../playground/deployment.ts';
import { keyArn, userPoolId as UserPoolId } from '../../playground/fixtures.ts';
import type { Playground } from '../../playground/playground.ts';
import { startIn } from '../../playground/states.ts';

let playground: Playground;
let close: () => Promise<void>;
let cognito: CognitoIdentityProviderClient;
let lambda: LambdaClient;
beforeEach(async () => {
  ({ playground, close } = await startIn('detached'));
  const settings = {
    region: 'eu-west-1',
    endpoint: playground.url,
    credentials: { accessKeyId: 'playground', secretAccessKey: 'playground' },
  };
  cognito = new CognitoIdentityProviderClient(settings);
  lambda = new LambdaClient(settings);
});
afterEach(() => close());

const describePool = async () =>
  (await cognito.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool ?? {};
const update = (input: Omit<UpdateUserPoolCommandInput, 'UserPoolId'>) =>
  cognito.send(new UpdateUserPoolCommand({ UserPoolId, ...input }));

describe("the playground's UpdateUserPool, asked by the real client", () => {
  test('resets what it is not told, but for the plan, client registration, name and AWS’s own tags', async () => {
    const before = await describePool();
    await update({ DeletionProtection: 'ACTIVE' });
    const after = await describePool();
    expect(after).toMatchObject({
      Name: before.Name,
      DeletionProtection: 'ACTIVE',
      UserPoolTier: before.UserPoolTier,
      DcrConfiguration: before.DcrConfiguration,
      SchemaAttributes: before.SchemaAttributes,
      EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
      MfaConfiguration: 'OFF',
      LambdaConfig: {},
      UserPoolTags: { 'aws:cloudformation:stack-name': 'customers' },
    });
    expect(after.LambdaConfig).toEqual({});
    for (const member of [
      'SmsConfiguration',
      'AccountRecoverySetting',
      'UserPoolAddOns',
      'DeviceConfiguration',
    ])
      expect(after).not.toHaveProperty(member);
  });

  test.each<[string, Omit<UpdateUserPoolCommandInput, 'UserPoolId'>, string]>([
    [
      'both spellings of a temporary password’s days',
      {
        Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 3 } },
        AdminCreateUserConfig: { UnusedAccountValidityDays: 3 },
      },
      'InvalidParameterException',
    ],
    ['a tag of AWS’s own', { UserPoolTags: { 'aws:x': 'y' } }, 'UserPoolTaggingException'],
    [
      'a sender without a key',
      { LambdaConfig: { CustomEmailSender: { LambdaArn: functionArn, LambdaVersion: 'V1_0' } } },
      'InvalidParameterException',
    ],
    [
      'a version as a trigger',
      {
        LambdaConfig: {
          CustomEmailSender: { LambdaArn: `${functionArn}:7`, LambdaVersion: 'V1_0' },
          KMSKeyID: keyArn,
        },
      },
      'InvalidParameterException',
    ],
  ])('refuses %s', async (_, input, name) => {
    const before = await describePool();
    await expect(update(input)).rejects.toMatchObject({ name });
    expect(await describePool()).toEqual(before);
  });
});

describe("the playground's function policies", () => {
  const add = (StatementId: string, Qualifier?: string) =>
    lambda.send(
      new AddPermissionCommand({
        FunctionName: functionArn,
        StatementId,
        Action: 'lambda:InvokeFunction',
        Principal: 'cognito-idp.amazonaws.com',
        ...(Qualifier !== undefined && { Qualifier }),
      }),
    );

  test('a function and its alias have a policy each, and an id is taken once in each', async () => {
    await add('one');
    await add('one', 'live');
    await expect(add('one', 'live')).rejects.toMatchObject({ name: 'ResourceConflictException' });
    const { Policy = '' } = await lambda.send(
      new GetPolicyCommand({ FunctionName: functionArn, Qualifier: 'live' }),
    );
    expect(JSON.parse(Policy).Statement).toMatchObject([{ Sid: 'one', Resource: `${functionArn}:live` }]);
  });
});
