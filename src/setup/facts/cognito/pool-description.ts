import { DescribeUserPoolCommand, type UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import type { Clients } from '../../../aws/clients.ts';
import { ask, type Fact } from '../../../aws/fact.ts';

export interface PoolDescription {
  readonly arn: string;
  readonly trigger?: { readonly functionArn: string; readonly version: string };
  readonly keyArn?: string;
  readonly temporaryPasswordDays: number;
  /** Whether a code can be all that a sign-in takes. */
  readonly emailCodeSignIn: boolean;
  /** Whether the pool has an SES EmailConfiguration, without which Cognito takes no email MFA. */
  readonly sendsWithSes: boolean;
  /** Whether threat protection is in force. */
  readonly threatProtection: boolean;
  readonly hasDomain: boolean;
}

/** What the pool itself says: no users, no app clients and none of their secrets. */
export async function describePool(
  clients: Clients,
  id: string,
  { region, signal }: { readonly region: string; readonly signal: AbortSignal },
): Promise<Fact<PoolDescription>> {
  const cognito = await clients.cognito(region);
  return ask(async () => {
    const { UserPool = {} } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: id }), {
      abortSignal: signal,
    });
    return descriptionOf(UserPool);
  });
}

function descriptionOf(pool: UserPoolType): PoolDescription {
  const { CustomEmailSender: trigger, KMSKeyID: keyArn } = pool.LambdaConfig ?? {};
  return {
    arn: pool.Arn ?? '',
    ...(trigger && {
      trigger: { functionArn: trigger.LambdaArn ?? '', version: trigger.LambdaVersion ?? '' },
    }),
    ...(keyArn && { keyArn }),
    temporaryPasswordDays:
      pool.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays ??
      pool.AdminCreateUserConfig?.UnusedAccountValidityDays ??
      7,
    emailCodeSignIn: pool.Policies?.SignInPolicy?.AllowedFirstAuthFactors?.includes('EMAIL_OTP') ?? false,
    sendsWithSes: pool.EmailConfiguration?.EmailSendingAccount === 'DEVELOPER',
    threatProtection: pool.UserPoolAddOns?.AdvancedSecurityMode === 'ENFORCED',
    hasDomain: Boolean(pool.Domain ?? pool.CustomDomain),
  };
}
