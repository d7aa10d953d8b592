import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Clients } from '../../src/aws/clients.ts';

/** The real clients, talking to a playground at this address, and in no hurry to keep to SES's pace. */
export function clientsAt(endpoint: string): Clients {
  const settings = (region: string) => ({
    region,
    endpoint,
    credentials: { accessKeyId: 'playground', secretAccessKey: 'playground' },
  });
  return {
    cloudformation: async (region) => new CloudFormationClient(settings(region)),
    cloudwatch: async (region) => new CloudWatchClient(settings(region)),
    logs: async (region) => new CloudWatchLogsClient(settings(region)),
    cognito: async (region) => new CognitoIdentityProviderClient(settings(region)),
    kms: async (region) => new KMSClient(settings(region)),
    lambda: async (region) => new LambdaClient(settings(region)),
    invoker: async (region) => new LambdaClient({ ...settings(region), maxAttempts: 1 }),
    ses: async (region) => new SESv2Client(settings(region)),
    sns: async (region) => new SNSClient(settings(region)),
    sqs: async (region) => new SQSClient({ ...settings(region), useQueueUrlAsEndpoint: false }),
  };
}
