import {
  CodeDeployClient,
  PutLifecycleEventHookExecutionStatusCommand,
  type PutLifecycleEventHookExecutionStatusCommandInput,
} from '@aws-sdk/client-codedeploy';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Clients } from '../aws/clients.ts';
import { paceSes } from '../aws/pace-ses.ts';

const settings = {
  requestHandler: { connectionTimeout: 2000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};

export const createKms = (region: string): KMSClient => new KMSClient({ ...settings, region });

/** Waits longer than the sender may take. */
export function createLambda(region: string): LambdaClient {
  const lambda = new LambdaClient({ ...settings, region, requestHandler: { requestTimeout: 30_000 } });
  // It would hand on when the watch was invoked, which the sender takes for the time at which its event was made: after
  // minutes of tries, a sign-in code would arrive expired.
  lambda.middlewareStack.remove('recursionDetectionMiddleware');
  return lambda;
}

/**
 * Makes the function that finds the key a pool encrypts under: its own, or the newest of ours where the pool has none yet
 * or cannot be asked.
 */
export function createKeyOf(region: string, keyArns: readonly [string, ...string[]]) {
  const cognito = new CognitoIdentityProviderClient({ ...settings, region });
  return async (userPoolId: string, abortSignal: AbortSignal): Promise<string> => {
    const { UserPool } = await cognito
      .send(new DescribeUserPoolCommand({ UserPoolId: userPoolId }), { abortSignal })
      .catch(() => ({ UserPool: undefined }));
    return UserPool?.LambdaConfig?.KMSKeyID ?? keyArns[0];
  };
}

export function createAnswer(region: string) {
  const codedeploy = new CodeDeployClient({ ...settings, region });
  return async (input: PutLifecycleEventHookExecutionStatusCommandInput): Promise<void> => {
    await codedeploy.send(new PutLifecycleEventHookExecutionStatusCommand(input));
  };
}

/**
 * The clients that a look at the set-up asks by, one for each service and Region.
 *
 * @param betweenSesCalls Milliseconds; SES's own pace where it is not said.
 */
export function createSetUpClients({ betweenSesCalls }: { readonly betweenSesCalls?: number } = {}): Clients {
  const perRegion = <Client>(make: (region: string) => Client) => {
    const made = new Map<string, Client>();
    return async (region: string): Promise<Client> => {
      const client = made.get(region) ?? make(region);
      made.set(region, client);
      return client;
    };
  };
  return {
    cognito: perRegion((region) => new CognitoIdentityProviderClient({ ...settings, region })),
    kms: perRegion(createKms),
    lambda: perRegion((region) => new LambdaClient({ ...settings, region })),
    ses: perRegion((region) => paceSes(new SESv2Client({ ...settings, region }), betweenSesCalls)),
    sns: perRegion((region) => new SNSClient({ ...settings, region })),
    sqs: perRegion((region) => new SQSClient({ ...settings, region })),
    cloudformation: neverAsked,
    cloudwatch: neverAsked,
    logs: neverAsked,
    invoker: neverAsked,
  };
}

/** A look reads no stack, no metric and no log, and runs no function. */
const neverAsked = (): never => {
  throw new Error('a look does not ask this');
};
