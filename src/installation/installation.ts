import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Clients } from '../aws/clients.ts';
import { ask, type Fact, valueIn } from '../aws/fact.ts';
import { Mistake } from '../mistake.ts';
import { describeStack, type Stack } from './stack.ts';

/** What a person may say of an installation at the command line, instead of or besides its stack. */
export interface Named {
  readonly stack?: string;
  readonly functionArn?: string;
  readonly kmsKeyArn?: string;
  readonly from?: string;
  readonly configurationSet?: string;
  readonly topicArn?: string;
  readonly queueUrl?: string;
}

/**
 * A deployed sender and what belongs to it. What was said at the command line comes first, then the function's own
 * environment, for that is what runs, then its stack.
 */
export interface Installation {
  /** Where the function, its key, queue and topic are. */
  readonly region: string;
  readonly stack?: Stack;
  readonly functionArn?: string;
  /** The function as Lambda describes it; absent too when nobody named one. */
  readonly function: Fact<FunctionConfiguration>;
  /** Its environment variables; empty when they could not be read. */
  readonly environment: Readonly<Record<string, string>>;
  /** Newest first. */
  readonly keyArns: readonly string[];
  /** As the sender has it: bare, or `Acme <no-reply@auth.example.com>`. */
  readonly from?: string;
  readonly configurationSet?: string;
  readonly topicArn?: string;
  readonly queueUrl?: string;
  /** Pools that the function accepts; empty for any. */
  readonly userPoolIds: readonly string[];
  /** Where it sends from, in order of preference. */
  readonly sesRegions: readonly [string, ...string[]];
  /** Where the function's outcome lines are. */
  readonly logGroup?: string;
  /** Where bounces, complaints, rejections and delays are kept, if they are. */
  readonly deliveryEventsLogGroup?: string;
}

/**
 * Finds out what the installation is.
 *
 * @throws {Mistake} when nothing names one, or the stack that is named cannot be read.
 */
export async function readInstallation(
  clients: Clients,
  named: Named,
  { region, signal }: { readonly region: string; readonly signal: AbortSignal },
): Promise<Installation> {
  if (named.stack === undefined && named.functionArn === undefined) {
    throw new Mistake(
      'Nothing says which installation is meant: there is no samconfig.toml here.',
      'Name its stack with --stack, or its function with --function-arn.',
    );
  }
  const stack =
    named.stack === undefined ? undefined : await readStack(clients, named.stack, { region, signal });
  const { outputs = {}, parameters = {} } = stack ?? {};
  const functionArn = named.functionArn ?? outputs['FunctionArn'];
  const described: Fact<FunctionConfiguration> =
    functionArn === undefined
      ? { state: 'absent' }
      : await describeFunction(clients, functionArn, { region, signal });
  const environment = valueIn(described)?.Environment?.Variables ?? {};
  const first = (...candidates: readonly (string | undefined)[]): string | undefined =>
    candidates.find((candidate) => candidate !== undefined && candidate !== '');

  const key = first(named.kmsKeyArn, environment['KMS_KEY_ARNS'], outputs['KeyArn']);
  const from = first(named.from, environment['FROM_ADDRESS'], parameters['FromAddress']);
  const [firstRegion = region, ...otherRegions] = listed(
    first(environment['SES_REGIONS'], parameters['SesRegions']),
  );
  return {
    region,
    ...(stack && { stack }),
    ...(functionArn !== undefined && { functionArn }),
    function: described,
    environment,
    keyArns: listed(key),
    ...optional('from', from),
    ...optional(
      'configurationSet',
      first(named.configurationSet, environment['CONFIGURATION_SET'], outputs['ConfigurationSetName']),
    ),
    ...optional('topicArn', first(named.topicArn, environment['ALERT_TOPIC_ARN'], outputs['AlertTopicArn'])),
    ...optional(
      'queueUrl',
      first(named.queueUrl, environment['UNDELIVERED_QUEUE_URL'], outputs['UndeliveredQueueUrl']),
    ),
    userPoolIds: listed(first(environment['USER_POOL_IDS'], parameters['UserPoolIds'])),
    sesRegions: [firstRegion, ...otherRegions],
    ...optional('logGroup', first(valueIn(described)?.LoggingConfig?.LogGroup, outputs['LogGroupName'])),
    ...optional('deliveryEventsLogGroup', outputs['DeliveryEventsLogGroupName']),
  };
}

async function readStack(
  clients: Clients,
  name: string,
  options: { readonly region: string; readonly signal: AbortSignal },
): Promise<Stack> {
  const stack = await describeStack(clients, options.region, { name, signal: options.signal });
  switch (stack.state) {
    case 'known':
      return stack.value;
    case 'absent':
      throw new Mistake(
        `There is no stack ${name} in ${options.region}.`,
        'Name another with --stack or --region, or name the function with --function-arn.',
      );
    default:
      throw new Mistake(
        `The stack ${name} in ${options.region} could not be read: ${stack.why}`,
        stack.state === 'denied'
          ? 'Ask for cloudformation:DescribeStacks, or name the function with --function-arn.'
          : `See whether ${options.region} is the Region's name and can be reached, or name another with --region.`,
      );
  }
}

async function describeFunction(
  clients: Clients,
  functionArn: string,
  { region, signal }: { readonly region: string; readonly signal: AbortSignal },
): Promise<Fact<FunctionConfiguration>> {
  const lambda = await clients.lambda(region);
  return ask(() =>
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionArn }), { abortSignal: signal }),
  );
}

const listed = (text = ''): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

const optional = <Name extends string>(
  name: Name,
  value: string | undefined,
): { readonly [N in Name]?: string } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: string };
