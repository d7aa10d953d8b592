import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { paceSes } from './pace-ses.ts';

/** One client for each service and Region, its library loaded when first asked for. */
export interface Clients {
  readonly cloudformation: (region: string) => Promise<CloudFormationClient>;
  readonly cloudwatch: (region: string) => Promise<CloudWatchClient>;
  readonly logs: (region: string) => Promise<CloudWatchLogsClient>;
  readonly cognito: (region: string) => Promise<CognitoIdentityProviderClient>;
  readonly kms: (region: string) => Promise<KMSClient>;
  readonly lambda: (region: string) => Promise<LambdaClient>;
  /**
   * For running a function: waits for as long as any may run, and asks once. An invocation whose answer was lost may
   * have sent its email, so whether to repeat it is not the library's to say.
   */
  readonly invoker: (region: string) => Promise<LambdaClient>;
  /** Keeps to SES's one request a second. */
  readonly ses: (region: string) => Promise<SESv2Client>;
  readonly sns: (region: string) => Promise<SNSClient>;
  readonly sqs: (region: string) => Promise<SQSClient>;
}

/** @param onCall Told of each call before it is made: `ses`, `GetAccount`, its Region. */
export function createClients(
  onCall: (service: string, operation: string, region: string) => void,
  { betweenSesCalls }: { readonly betweenSesCalls?: number | undefined } = {},
): Clients {
  /** Keeps each Region's client, and tells of the calls that it makes. */
  const perRegion = <Client extends Listening>(
    service: string,
    make: (settings: Settings) => Promise<Client>,
  ) => {
    const made = new Map<string, Promise<Client>>();
    return (region: string): Promise<Client> => {
      const client =
        made.get(region) ??
        make({
          region,
          requestHandler: { connectionTimeout: 5000, requestTimeout, throwOnRequestTimeout: true },
        }).then((fresh) => {
          fresh.middlewareStack.add(
            (next, context) => (request: unknown) => {
              onCall(service, String(context.commandName).replace(/Command$/, ''), region);
              return next(request);
            },
            // After SES's pace, so that what is told is what is being done.
            { step: 'finalizeRequest', priority: 'low', name: 'tellOfCall' },
          );
          return fresh;
        });
      made.set(region, client);
      return client;
    };
  };
  return {
    cloudformation: perRegion('cloudformation', async (settings) => {
      const { CloudFormationClient } = await import('@aws-sdk/client-cloudformation');
      return new CloudFormationClient(settings);
    }),
    cloudwatch: perRegion('cloudwatch', async (settings) => {
      const { CloudWatchClient } = await import('@aws-sdk/client-cloudwatch');
      return new CloudWatchClient(settings);
    }),
    logs: perRegion('logs', async (settings) => {
      const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
      return new CloudWatchLogsClient(settings);
    }),
    cognito: perRegion('cognito-idp', async (settings) => {
      const { CognitoIdentityProviderClient } = await import('@aws-sdk/client-cognito-identity-provider');
      return new CognitoIdentityProviderClient(settings);
    }),
    kms: perRegion('kms', async (settings) => {
      const { KMSClient } = await import('@aws-sdk/client-kms');
      return new KMSClient(settings);
    }),
    lambda: perRegion('lambda', async (settings) => {
      const { LambdaClient } = await import('@aws-sdk/client-lambda');
      return new LambdaClient(settings);
    }),
    invoker: perRegion('lambda', async ({ requestHandler, ...settings }) => {
      const { LambdaClient } = await import('@aws-sdk/client-lambda');
      const patient = { ...requestHandler, requestTimeout: longestInvocation };
      return new LambdaClient({ ...settings, requestHandler: patient, maxAttempts: 1 });
    }),
    ses: perRegion('ses', async (settings) => {
      const { SESv2Client } = await import('@aws-sdk/client-sesv2');
      return paceSes(new SESv2Client(settings), betweenSesCalls);
    }),
    sns: perRegion('sns', async (settings) => {
      const { SNSClient } = await import('@aws-sdk/client-sns');
      return new SNSClient(settings);
    }),
    sqs: perRegion('sqs', async (settings) => {
      const { SQSClient } = await import('@aws-sdk/client-sqs');
      // Otherwise a queue's URL decides where calls go, and not what the environment says.
      return new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
    }),
  };
}

/** Milliseconds for one try. */
const requestTimeout = 30_000;

/** Milliseconds. AWS docs, "Lambda quotas": a function runs for 900 seconds at the most. */
const longestInvocation = 910_000;

interface Settings {
  readonly region: string;
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: boolean;
  };
}

/** As much of an SDK client as is needed to listen in; each client's own type is narrower, and incompatible. */
interface Listening {
  // biome-ignore lint/suspicious/noExplicitAny: the stack's type names its client's own inputs and outputs.
  readonly middlewareStack: { add(middleware: (next: any, context: any) => any, options: any): void };
}
