import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import { account, homeRegion, keyArn } from './fixtures.ts';

/** Every member that the SDK knows, in every depth, as it is on the wire. */
type Whole<T> = T extends Date
  ? number
  : T extends readonly (infer Item)[]
    ? readonly Whole<Item>[]
    : T extends object
      ? { readonly [Name in keyof T]-?: Whole<NonNullable<T[Name]>> }
      : T;

const trigger = (name: string): string => `arn:aws:lambda:${homeRegion}:${account}:function:${name}`;

/**
 * A user pool in which everything is set and nothing to its default, but for an email sender, which it lacks: an
 * update that is not told one of these settings loses it. An SDK that knows a further member has it fail to compile.
 */
export const fullUserPool = (id: string) =>
  ({
    Id: id,
    Name: 'customers',
    Arn: `arn:aws:cognito-idp:${homeRegion}:${account}:userpool/${id}`,
    Status: 'Enabled',
    CreationDate: 1_600_000_000.123,
    LastModifiedDate: 1_700_000_000.456,
    EstimatedNumberOfUsers: 1204,
    Domain: 'acme',
    CustomDomain: 'auth.example.com',
    SmsConfigurationFailure: 'SNSSandbox',
    EmailConfigurationFailure: 'none',
    SchemaAttributes: [
      {
        Name: 'sub',
        AttributeDataType: 'String',
        DeveloperOnlyAttribute: false,
        Mutable: false,
        Required: true,
        StringAttributeConstraints: { MinLength: '1', MaxLength: '2048' },
        NumberAttributeConstraints: { MinValue: '0', MaxValue: '9' },
      },
    ],
    AliasAttributes: ['preferred_username'],
    UsernameAttributes: ['email'],
    UsernameConfiguration: { CaseSensitive: true },
    Policies: {
      PasswordPolicy: {
        MinimumLength: 14,
        RequireUppercase: false,
        RequireLowercase: false,
        RequireNumbers: false,
        RequireSymbols: false,
        PasswordHistorySize: 5,
        TemporaryPasswordValidityDays: 3,
      },
      SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] },
    },
    DeletionProtection: 'ACTIVE',
    LambdaConfig: {
      PreSignUp: trigger('pre-sign-up'),
      CustomMessage: trigger('custom-message'),
      PostConfirmation: trigger('post-confirmation'),
      PreAuthentication: trigger('pre-authentication'),
      PostAuthentication: trigger('post-authentication'),
      DefineAuthChallenge: trigger('define-auth-challenge'),
      CreateAuthChallenge: trigger('create-auth-challenge'),
      VerifyAuthChallengeResponse: trigger('verify-auth-challenge'),
      PreTokenGeneration: trigger('pre-token-generation'),
      UserMigration: trigger('user-migration'),
      PreTokenGenerationConfig: { LambdaVersion: 'V3_0', LambdaArn: trigger('pre-token-generation') },
      // The SMS sender and the email sender have one key between them.
      CustomSMSSender: { LambdaVersion: 'V1_0', LambdaArn: trigger('sms-sender') },
      KMSKeyID: keyArn,
      InboundFederation: { LambdaVersion: 'V1_0', LambdaArn: trigger('inbound-federation') },
    },
    AutoVerifiedAttributes: ['email', 'phone_number'],
    SmsVerificationMessage: 'Acme: {####}',
    EmailVerificationMessage: 'Your Acme code is {####}',
    EmailVerificationSubject: 'Acme code',
    VerificationMessageTemplate: {
      SmsMessage: 'Acme: {####}',
      EmailMessage: 'Your Acme code is {####}',
      EmailSubject: 'Acme code',
      EmailMessageByLink: '{##Confirm your address##}',
      EmailSubjectByLink: 'Acme link',
      DefaultEmailOption: 'CONFIRM_WITH_LINK',
    },
    SmsAuthenticationMessage: 'Sign in to Acme: {####}',
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
    MfaConfiguration: 'OPTIONAL',
    DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true },
    EmailConfiguration: {
      SourceArn: `arn:aws:ses:${homeRegion}:${account}:identity/example.com`,
      ReplyToEmailAddress: 'help@example.com',
      EmailSendingAccount: 'DEVELOPER',
      From: 'Acme <no-reply@example.com>',
      ConfigurationSet: 'pool',
    },
    SmsConfiguration: {
      SnsCallerArn: `arn:aws:iam::${account}:role/cognito-sms`,
      ExternalId: 'acme-sms',
      SnsRegion: homeRegion,
      EumsSms: {
        CallerArn: `arn:aws:iam::${account}:role/cognito-eums`,
        ExternalId: 'acme-eums',
        OriginationIdentity: 'pool-0123456789abcdef0123456789abcdef',
        ConfigurationSetName: 'sms',
        InEntityId: '1101401920000016542',
        InTemplateId: '1107164000000012345',
        Region: homeRegion,
      },
    },
    UserPoolTags: { team: 'identity', 'cost center': '42', 'aws:cloudformation:stack-name': 'customers' },
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: true,
      UnusedAccountValidityDays: 3,
      InviteMessageTemplate: {
        SMSMessage: '{username} {####}',
        EmailMessage: 'Welcome {username}: {####}',
        EmailSubject: 'Welcome to Acme',
      },
    },
    UserPoolAddOns: {
      AdvancedSecurityMode: 'ENFORCED',
      AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'AUDIT' },
    },
    DcrConfiguration: {
      EnableStatus: 'Enabled',
      OpenDcrEnabled: true,
      AuthenticatedGrantTypes: ['code'],
      OpenDcrGrantTypes: [],
      AllowedScopes: ['aws.cognito.signin.user.admin'],
    },
    AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: 'verified_email' }] },
    UserPoolTier: 'PLUS',
    KeyConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: keyArn.replace('0a11', '0da7') },
    IssuerConfiguration: { Type: 'UPDATED' },
    AcrConfiguration: { Level1: { AcrValue: 'urn:acme:low' }, Level4: { AcrValue: 'urn:acme:high' } },
  }) satisfies Whole<Omit<UserPoolType, 'LambdaConfig'>> & {
    readonly LambdaConfig: Omit<Whole<NonNullable<UserPoolType['LambdaConfig']>>, 'CustomEmailSender'>;
  };
