import type { UpdateUserPoolRequest } from '@aws-sdk/client-cognito-identity-provider';
import { ServiceError } from './wire.ts';

/** DescribeUserPool's `UserPool`, as it is on the wire. */
export type UserPoolDescription = Readonly<Record<string, unknown>>;

/** Marks what UpdateUserPool leaves alone when it is not told. */
const kept = Symbol('kept');

/**
 * What UpdateUserPool sets a member to when it is not told: AWS docs, UpdateUserPool, "If you don't provide a value for
 * an attribute, Amazon Cognito sets it to its default value"; the two that are kept are named there too.
 */
const defaults: Readonly<Record<Exclude<keyof UpdateUserPoolRequest, 'UserPoolId' | 'PoolName'>, unknown>> = {
  Policies: {
    PasswordPolicy: {
      MinimumLength: 8,
      RequireUppercase: true,
      RequireLowercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      TemporaryPasswordValidityDays: 7,
    },
    SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] },
  },
  DeletionProtection: 'INACTIVE',
  LambdaConfig: {},
  AutoVerifiedAttributes: undefined,
  SmsVerificationMessage: undefined,
  EmailVerificationMessage: undefined,
  EmailVerificationSubject: undefined,
  VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' },
  SmsAuthenticationMessage: undefined,
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: [] },
  MfaConfiguration: 'OFF',
  DeviceConfiguration: undefined,
  EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
  SmsConfiguration: undefined,
  UserPoolTags: {},
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
  UserPoolAddOns: undefined,
  DcrConfiguration: kept,
  AccountRecoverySetting: undefined,
  UserPoolTier: kept,
  KeyConfiguration: undefined,
  IssuerConfiguration: undefined,
  AcrConfiguration: undefined,
};

/**
 * Does UpdateUserPool.
 *
 * @returns The pool's new description.
 * @throws {ServiceError} for what Cognito refuses.
 */
export function updateUserPool(
  description: UserPoolDescription,
  input: UpdateUserPoolRequest,
): UserPoolDescription {
  refuse(input);
  const told: Readonly<Record<string, unknown>> = { ...input };
  const settings = Object.entries(defaults).map(([name, value]) => [
    name,
    told[name] ?? (value === kept ? description[name] : value),
  ]);
  const updated: Record<string, unknown> = {
    ...description,
    ...Object.fromEntries(settings),
    Name: input.PoolName ?? description['Name'],
    LastModifiedDate: Math.floor(Date.now() / 1000),
  };
  // Tags that AWS itself has set are not for anybody else to set or take away.
  updated['UserPoolTags'] = {
    ...Object.fromEntries(
      Object.entries((description['UserPoolTags'] ?? {}) as Record<string, string>).filter(([key]) =>
        key.startsWith('aws:'),
      ),
    ),
    ...(updated['UserPoolTags'] as object),
  };
  // The member that is no longer used follows the one that took its place.
  const days = input.Policies ? daysIn(input) : 7;
  if (days !== undefined) {
    updated['AdminCreateUserConfig'] = {
      ...(updated['AdminCreateUserConfig'] as object),
      UnusedAccountValidityDays: days,
    };
  }
  return Object.fromEntries(Object.entries(updated).filter(([, value]) => value !== undefined));
}

const daysIn = ({ Policies }: UpdateUserPoolRequest): number | undefined =>
  Policies?.PasswordPolicy?.TemporaryPasswordValidityDays;

function refuse(input: UpdateUserPoolRequest): void {
  const {
    AdminCreateUserConfig,
    LambdaConfig: { CustomEmailSender, KMSKeyID } = {},
    UserPoolTags = {},
  } = input;
  if (daysIn(input) !== undefined && AdminCreateUserConfig?.UnusedAccountValidityDays !== undefined) {
    // The service's own words, as many have met them (hashicorp/terraform-provider-aws#8845).
    throw invalid(
      'Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays',
    );
  }
  if (Object.keys(UserPoolTags).some((key) => key.startsWith('aws:'))) {
    throw new ServiceError('UserPoolTaggingException', 'aws: prefixed tag key names are not allowed');
  }
  if (!CustomEmailSender) return;
  if (!KMSKeyID || CustomEmailSender.LambdaVersion !== 'V1_0') {
    throw invalid('A custom sender needs KMSKeyID and the LambdaVersion V1_0');
  }
  if (/:function:[^:]+:(\d+|\$LATEST)$/.test(CustomEmailSender.LambdaArn ?? '')) {
    throw invalid('A version of a function cannot be a trigger');
  }
}

const invalid = (text: string): ServiceError => new ServiceError('InvalidParameterException', text);
