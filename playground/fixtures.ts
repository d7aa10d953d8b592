/**
 * The playground's fixed world: the account, pool, key and people that `events/` is about. The key guards nothing
 * but sample codes.
 */
export const homeRegion = 'eu-west-1';
export const account = '111122223333';
export const userPoolId = 'eu-west-1_PlayGr0nd';
export const clientId = '4kplaygroundclient0example';
export const keyArn = `arn:aws:kms:${homeRegion}:${account}:key/0a11ce00-c0de-4000-8000-0000000e4a11`;

export const keyAliasArn = `arn:aws:kms:${homeRegion}:${account}:alias/cognito-email-sender`;
/** What the alert topic is encrypted under. */
export const alertKeyArn = keyArn.replace('0a11ce00', '0a1e4700');
export const aliases: ReadonlyMap<string, string> = new Map([[keyAliasArn, keyArn]]);

/** A key that the sender is not told of. */
export const otherKeyArn = keyArn.replace('0a11', '0bad');

export const keys: ReadonlyMap<string, Buffer> = new Map([
  [keyArn, Buffer.from('sample codes only: never a key!!')],
  [alertKeyArn, Buffer.from('sample alerts: never a key!!!!!!')],
  [otherKeyArn, Buffer.from('another key for wrong-key tests!')],
]);

export const users: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([
  [
    '6f2c1d9e-0d5e-4a53-9a0e-6f6b0e6a1c01',
    {
      sub: '6f2c1d9e-0d5e-4a53-9a0e-6f6b0e6a1c01',
      email_verified: 'true',
      name: 'Ana Sousa',
      email: 'ana.sousa@example.com',
    },
  ],
]);

/** The sender's environment against a playground at this address. */
export const senderEnvironment = (url: string): Record<string, string> => ({
  AWS_REGION: homeRegion,
  AWS_ACCESS_KEY_ID: 'playground',
  AWS_SECRET_ACCESS_KEY: 'playground',
  AWS_ENDPOINT_URL_KMS: url,
  AWS_ENDPOINT_URL_SESV2: url,
  AWS_ENDPOINT_URL_SNS: url,
  AWS_ENDPOINT_URL_SQS: url,
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: url,
  KMS_KEY_ARNS: keyArn,
  FROM_ADDRESS: 'Acme <no-reply@auth.example.com>',
  CONFIGURATION_SET: 'authentication',
  UNDELIVERED_QUEUE_URL: `${url}/${account}/undelivered`,
  ALERT_TOPIC_ARN: `arn:aws:sns:${homeRegion}:${account}:alerts`,
});
