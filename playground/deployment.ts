import type { Playground } from './playground.ts';
import { account, homeRegion, keyArn, senderEnvironment, userPoolId } from './world.ts';

export const stackName = 'cognito-email-sender';
export const functionName = 'email-sender';
export const functionArn = `arn:aws:lambda:${homeRegion}:${account}:function:${functionName}`;

/** Deploys template.yaml, as it were: what the stack would leave in the account, in good order. */
export function deploy({ url, stacks, functions }: Playground): void {
  const environment = senderEnvironment(url);
  const variables = Object.entries({ ...environment, USER_POOL_IDS: userPoolId }).filter(
    ([name]) => !name.startsWith('AWS_'),
  );
  stacks.set(stackName, {
    parameters: { FromAddress: 'no-reply@auth.example.com', UserPoolIds: userPoolId, SesRegions: '' },
    outputs: {
      FunctionArn: functionArn,
      KeyArn: keyArn,
      ConfigurationSetName: 'authentication',
      UndeliveredQueueUrl: environment['UNDELIVERED_QUEUE_URL'] ?? '',
      AlertTopicArn: environment['ALERT_TOPIC_ARN'] ?? '',
      LogGroupName: `/aws/lambda/${stackName}`,
      DeliveryEventsLogGroupName: `/aws/events/${stackName}`,
    },
  });
  functions.set(functionName, {
    arn: functionArn,
    configuration: {
      Runtime: 'nodejs24.x',
      Handler: 'handler.handler',
      Timeout: 20,
      MemorySize: 1024,
      State: 'Active',
      LastUpdateStatus: 'Successful',
      Environment: { Variables: Object.fromEntries(variables) },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: `/aws/lambda/${stackName}`, ApplicationLogLevel: 'INFO' },
    },
  });
}
