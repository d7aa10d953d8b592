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

const settings = {
  requestHandler: { connectionTimeout: 2000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};

export const createKms = (region: string): KMSClient => new KMSClient({ ...settings, region });

/** Waits longer than the sender may take. */
export function createLambda(region: string): LambdaClient {
  const lambda = new LambdaClient({ ...settings, region, requestHandler: { requestTimeout: 30_000 } });
  // It would hand on when the watch was invoked, which the sender takes for the time at which its event was made: after
  // minutes of tries, a sign-in code would be dead on arrival.
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
