import { fileURLToPath } from 'node:url';
import { account, homeRegion, keyArn, userPoolId } from '../../playground/fixtures.ts';
import { type Environment, startEnvironment } from '../../playground/lambda.ts';
import { type Playground, startPlayground } from '../../playground/playground.ts';
import { type CodeDeployEndpoint, startCodeDeployEndpoint } from './codedeploy-endpoint.ts';
import { type LambdaEndpoint, startLambdaEndpoint } from './lambda-endpoint.ts';

export const functionArn = `arn:aws:lambda:${homeRegion}:${account}:function:email-sender`;
export const senderArn = `${functionArn}:live`;
export const candidateArn = `${functionArn}:2`;

const topicArn = `arn:aws:sns:${homeRegion}:${account}:alerts`;

/** The built watch in a process of its own, with Lambda, CodeDeploy, KMS and Cognito to talk to. */
export interface Watch {
  readonly environment: Environment;
  readonly lambda: LambdaEndpoint;
  readonly codedeploy: CodeDeployEndpoint;
  readonly playground: Playground;
  readonly close: () => Promise<void>;
}

const bundle = fileURLToPath(new URL('../../dist/watch/handler.mjs', import.meta.url));

/** @param env Variables to add to or to change of those that template.yaml would give it. */
export async function startWatch(env: Readonly<Record<string, string>> = {}): Promise<Watch> {
  const playground = await startPlayground();
  playground.topics.set(topicArn, []);
  const lambda = await startLambdaEndpoint();
  const codedeploy = await startCodeDeployEndpoint();
  const environment = startEnvironment(
    {
      AWS_REGION: homeRegion,
      AWS_ACCESS_KEY_ID: 'watch',
      AWS_SECRET_ACCESS_KEY: 'watch',
      AWS_ENDPOINT_URL_KMS: playground.url,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: playground.url,
      AWS_ENDPOINT_URL_SNS: playground.url,
      AWS_ENDPOINT_URL_SQS: playground.url,
      AWS_ENDPOINT_URL_SESV2: playground.url,
      AWS_ENDPOINT_URL_LAMBDA: lambda.url,
      AWS_ENDPOINT_URL_CODEDEPLOY: codedeploy.url,
      SENDER_ARN: senderArn,
      CANDIDATE_ARN: candidateArn,
      KMS_KEY_ARNS: keyArn,
      USER_POOL_IDS: userPoolId,
      ALERT_TOPIC_ARN: topicArn,
      POWERTOOLS_SERVICE_NAME: 'codes',
      ...env,
    },
    bundle,
  );
  return {
    environment,
    lambda,
    codedeploy,
    playground,
    async close() {
      await environment.close();
      await Promise.all([lambda.close(), codedeploy.close(), playground.close()]);
    },
  };
}

/** The log lines of one kind, parsed. */
export const linesOf = (lines: readonly string[], message: string): Record<string, unknown>[] =>
  lines
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
    .filter((line) => line.message === message);
