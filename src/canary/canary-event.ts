import type { TriggerSource } from '../trigger-source.ts';

/** AWS docs, "Using the mailbox simulator": takes mail in the sandbox too, and counts neither as bounce nor quota. */
export const simulatorAddress = 'success@simulator.amazonses.com';

/** Nobody's: what the sender keeps or logs of a canary can be told from a user's. */
export const canaryUserName = 'canary';

/** What a dummy event is made of; the ciphertext is the code's, encrypted for the same pool. */
export interface CanaryEmail {
  readonly userPoolId: string;
  readonly ciphertext: string;
  readonly to?: string;
  /** Where the pool is used: a replica of it has the id of its primary. The Region in its id unless said otherwise. */
  readonly region?: string;
  readonly triggerSource?: TriggerSource;
  /** A BCP 47 tag, as an app would hand it over. */
  readonly locale?: string;
}

/**
 * An event as Cognito hands it to the trigger. A sign-in code unless said otherwise: it is the shortest-lived, so what
 * should be kept of a canary expires in minutes and is discarded rather than sent again.
 */
export function canaryEvent({
  userPoolId,
  ciphertext,
  to = simulatorAddress,
  region = userPoolId.slice(0, userPoolId.indexOf('_')),
  triggerSource = 'CustomEmailSender_Authentication',
  locale,
}: CanaryEmail): object {
  return {
    version: '1',
    triggerSource,
    region,
    userPoolId,
    userName: canaryUserName,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'CLIENT_ID_NOT_APPLICABLE' },
    request: {
      type: 'customEmailSenderRequestV1',
      code: ciphertext,
      clientMetadata: locale === undefined ? null : { locale },
      userAttributes: { sub: canaryUserName, email: to, email_verified: 'true' },
    },
  };
}
