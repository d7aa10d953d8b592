import { version } from '../src/version.ts';
import { account, clientId, homeRegion, keyArn, senderEnvironment, userPoolId } from './fixtures.ts';
import type { Playground } from './playground.ts';
import { dkimTokens, fromDomain, mailFromDomain, signingHostedZone } from './zone.ts';

export const stackName = 'cognito-email-sender';
export const functionName = 'email-sender';
export const functionArn = `arn:aws:lambda:${homeRegion}:${account}:function:${functionName}`;
export const queueArn = `arn:aws:sqs:${homeRegion}:${account}:undelivered`;
export const poolArn = `arn:aws:cognito-idp:${homeRegion}:${account}:userpool/${userPoolId}`;
export const topicArn = `arn:aws:sns:${homeRegion}:${account}:alerts`;
export const configurationSet = 'authentication';

/** Deploys template.yaml, as it were, and attaches a pool: what that would leave in the account, all in good order. */
export function deploy(playground: Playground): void {
  deployFunction(playground);
  deploySes(playground);
  attachPool(playground);
  playground.topics.set(topicArn, [
    {
      SubscriptionArn: `${topicArn}:5a0c`,
      Protocol: 'email',
      Endpoint: 'platform@example.com',
      Owner: account,
      TopicArn: topicArn,
    },
  ]);
  playground.metrics.set('ApproximateAgeOfOldestMessage', [0]);
  playground.metrics.set('EmailAccepted', [1, 1]);
  playground.logGroups.set(`/aws/events/${stackName}`, []);
  playground.logGroups.set(`/aws/lambda/${stackName}`, [acceptedLine(3 * 3_600_000), acceptedLine(60_000)]);
}

function deployFunction({ url, stacks, functions }: Playground): void {
  const environment = senderEnvironment(url);
  const variables = Object.entries({ ...environment, USER_POOL_IDS: userPoolId }).filter(
    ([name]) => !name.startsWith('AWS_'),
  );
  stacks.set(stackName, {
    parameters: { FromAddress: `no-reply@${fromDomain}`, UserPoolIds: userPoolId, SesRegions: '' },
    outputs: {
      FunctionArn: functionArn,
      KeyArn: keyArn,
      ConfigurationSetName: configurationSet,
      UndeliveredQueueUrl: environment['UNDELIVERED_QUEUE_URL'] ?? '',
      AlertTopicArn: topicArn,
      LogGroupName: `/aws/lambda/${stackName}`,
      DeliveryEventsLogGroupName: `/aws/events/${stackName}`,
    },
  });
  functions.set(functionName, {
    arn: functionArn,
    configuration: {
      Runtime: 'nodejs24.x',
      Handler: 'handler.handler',
      Role: `arn:aws:iam::${account}:role/email-sender`,
      Timeout: 20,
      MemorySize: 512,
      State: 'Active',
      LastUpdateStatus: 'Successful',
      Environment: { Variables: Object.fromEntries(variables) },
      LoggingConfig: {
        LogFormat: 'JSON',
        ApplicationLogLevel: 'INFO',
        SystemLogLevel: 'INFO',
        LogGroup: `/aws/lambda/${stackName}`,
      },
    },
    policy: [
      {
        Sid: 'Pool1MayInvoke',
        Effect: 'Allow',
        Principal: { Service: 'cognito-idp.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Resource: functionArn,
        Condition: { StringEquals: { 'AWS:SourceAccount': account }, ArnLike: { 'AWS:SourceArn': poolArn } },
      },
    ],
    eventInvokeConfig: {
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 3600,
      DestinationConfig: { OnFailure: { Destination: queueArn } },
    },
    // SES's maximum send rate here is 14 a second: docs/scaling.md computes 2.
    reservedConcurrency: 2,
    tags: { 'cognito-email-sender:version': version },
  });
}

function deploySes({ region }: Playground): void {
  const { identityMembers, eventDestinations } = region(homeRegion);
  identityMembers.set(fromDomain, {
    FeedbackForwardingStatus: false,
    ConfigurationSetName: configurationSet,
    DkimAttributes: {
      SigningEnabled: true,
      Status: 'SUCCESS',
      Tokens: dkimTokens,
      SigningHostedZone: signingHostedZone,
      SigningAttributesOrigin: 'AWS_SES',
      CurrentSigningKeyLength: 'RSA_2048_BIT',
      NextSigningKeyLength: 'RSA_2048_BIT',
    },
    MailFromAttributes: {
      MailFromDomain: mailFromDomain,
      MailFromDomainStatus: 'SUCCESS',
      BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
    },
  });
  eventDestinations.set(configurationSet, [
    {
      Name: 'metrics',
      Enabled: true,
      MatchingEventTypes: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY'],
      CloudWatchDestination: { DimensionConfigurations: [] },
    },
    {
      Name: 'events',
      Enabled: true,
      MatchingEventTypes: ['BOUNCE', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY'],
      EventBridgeDestination: { EventBusArn: `arn:aws:events:${homeRegion}:${account}:event-bus/default` },
    },
  ]);
}

function attachPool({ pools, keyDetails }: Playground): void {
  pools.set(userPoolId, {
    descriptions: new Map([
      [
        homeRegion,
        {
          Id: userPoolId,
          Name: 'playground',
          Arn: poolArn,
          Policies: { PasswordPolicy: { MinimumLength: 12, TemporaryPasswordValidityDays: 7 } },
          LambdaConfig: {
            CustomEmailSender: { LambdaArn: functionArn, LambdaVersion: 'V1_0' },
            KMSKeyID: keyArn,
          },
          AutoVerifiedAttributes: ['email'],
          UsernameAttributes: ['email'],
          MfaConfiguration: 'OFF',
          EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
          UserPoolTier: 'ESSENTIALS',
        },
      ],
    ]),
    mfa: { MfaConfiguration: 'OFF' },
    risk: { UserPoolId: userPoolId },
    clients: new Map([[clientId, { ClientName: 'web', AuthSessionValidity: 3 }]]),
  });
  // What Cognito makes when a trigger is attached. AWS publishes no more than that there is such a grant.
  keyDetails.set(keyArn, {
    grants: [
      {
        KeyId: keyArn,
        GrantId: 'f00d',
        GranteePrincipal: 'cognito-idp.amazonaws.com',
        Operations: ['GenerateDataKey', 'Encrypt'],
        Constraints: { EncryptionContextSubset: { 'userpool-id': userPoolId } },
      },
    ],
  });
}

/** The outcome line of an email that was accepted so many milliseconds ago. */
const acceptedLine = (ago: number) => ({
  timestamp: Date.now() - ago,
  message: JSON.stringify({
    timestamp: new Date(Date.now() - ago).toISOString(),
    level: 'INFO',
    message: 'outcome',
    service: stackName,
    status: 'accepted',
    stage: 'send',
    triggerSource: 'CustomEmailSender_SignUp',
    userPoolId,
    sesRegion: homeRegion,
    sesMessageId: `0100018c-${ago}`,
    recipient: 'a***@e***',
    codeId: ago.toString(16).padStart(32, '00112233445566778899aabb'),
    times: { total: 41 },
  }),
});
