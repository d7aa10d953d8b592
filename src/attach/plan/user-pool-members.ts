import type { UpdateUserPoolCommandInput, UserPoolType } from '@aws-sdk/client-cognito-identity-provider';

/** DescribeUserPool's `UserPool` as it is on the wire, so that nothing is missing which this SDK does not know yet. */
export type Description = Readonly<Record<string, unknown>>;

/**
 * What UpdateUserPool takes, and the member of the description that it is taken from. UpdateUserPool resets whatever it
 * is not told: an SDK whose UpdateUserPool has learnt a further member does not compile until it stands here.
 */
export const requestMembers = {
  UserPoolId: 'Id',
  PoolName: 'Name',
  Policies: 'Policies',
  DeletionProtection: 'DeletionProtection',
  LambdaConfig: 'LambdaConfig',
  AutoVerifiedAttributes: 'AutoVerifiedAttributes',
  SmsVerificationMessage: 'SmsVerificationMessage',
  EmailVerificationMessage: 'EmailVerificationMessage',
  EmailVerificationSubject: 'EmailVerificationSubject',
  VerificationMessageTemplate: 'VerificationMessageTemplate',
  SmsAuthenticationMessage: 'SmsAuthenticationMessage',
  UserAttributeUpdateSettings: 'UserAttributeUpdateSettings',
  MfaConfiguration: 'MfaConfiguration',
  DeviceConfiguration: 'DeviceConfiguration',
  EmailConfiguration: 'EmailConfiguration',
  SmsConfiguration: 'SmsConfiguration',
  UserPoolTags: 'UserPoolTags',
  AdminCreateUserConfig: 'AdminCreateUserConfig',
  UserPoolAddOns: 'UserPoolAddOns',
  DcrConfiguration: 'DcrConfiguration',
  AccountRecoverySetting: 'AccountRecoverySetting',
  UserPoolTier: 'UserPoolTier',
  KeyConfiguration: 'KeyConfiguration',
  IssuerConfiguration: 'IssuerConfiguration',
  AcrConfiguration: 'AcrConfiguration',
} as const satisfies Record<keyof UpdateUserPoolCommandInput, keyof UserPoolType>;

type Settable = (typeof requestMembers)[keyof typeof requestMembers];

/**
 * The rest of the description: `fixed` is what the pool was made with, or what other operations set; `computed` may
 * differ from one answer to the next and is no setting. A further member of the SDK's type does not compile either.
 */
const otherMembers = {
  Arn: 'fixed',
  CreationDate: 'fixed',
  SchemaAttributes: 'fixed',
  AliasAttributes: 'fixed',
  UsernameAttributes: 'fixed',
  UsernameConfiguration: 'fixed',
  Domain: 'fixed',
  CustomDomain: 'fixed',
  Status: 'computed',
  LastModifiedDate: 'computed',
  EstimatedNumberOfUsers: 'computed',
  SmsConfigurationFailure: 'computed',
  EmailConfigurationFailure: 'computed',
} as const satisfies Record<Exclude<keyof UserPoolType, Settable>, 'fixed' | 'computed'>;

const settable: ReadonlySet<string> = new Set(Object.values(requestMembers));
const others: ReadonlyMap<string, 'fixed' | 'computed'> = new Map(Object.entries(otherMembers));

/** What a member of the description is; `unknown` is one that a newer service has added. */
export function kindOf(member: string): 'settable' | 'fixed' | 'computed' | 'unknown' {
  return settable.has(member) ? 'settable' : (others.get(member) ?? 'unknown');
}
