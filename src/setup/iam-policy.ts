import type { CommonOptions } from '../cli/common-options.ts';

type Named = Pick<CommonOptions, 'functionArn' | 'kmsKeyArn' | 'topicArn' | 'queueUrl' | 'region'>;

/** All that doctor calls: by IAM's prefix of the service, its operations. A test compares this with what it does call. */
export const calls = {
  cloudformation: ['DescribeStacks'],
  lambda: [
    'GetFunctionConcurrency',
    'GetFunctionConfiguration',
    'GetFunctionEventInvokeConfig',
    'GetPolicy',
    'ListTags',
  ],
  'cognito-idp': [
    'DescribeRiskConfiguration',
    'DescribeUserPool',
    'DescribeUserPoolClient',
    'GetUserPoolMfaConfig',
    'ListUserPoolClients',
    'ListUserPoolReplicas',
    'ListUserPools',
  ],
  kms: ['DescribeKey', 'GetKeyPolicy', 'ListGrants'],
  ses: [
    'GetAccount',
    'GetConfigurationSet',
    'GetConfigurationSetEventDestinations',
    'GetEmailIdentity',
    'GetSuppressedDestination',
    'ListRecommendations',
  ],
  sns: ['GetTopicAttributes', 'ListSubscriptionsByTopic'],
  sqs: ['GetQueueAttributes'],
  cloudwatch: ['GetMetricData'],
  logs: ['FilterLogEvents'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/**
 * The IAM policy that lets doctor do all it does and nothing else; every action only reads.
 *
 * @param named What was named at the command line: the policy is bound to it. For the rest the resource is `*`.
 */
export function iamPolicy({ functionArn, kmsKeyArn, topicArn, queueUrl, region }: Named): object {
  const [, account, queue] = queueUrl?.match(/\/(\d{12})\/([\w.-]+)$/) ?? [];
  const resources: Readonly<Record<string, string | readonly string[] | undefined>> = {
    lambda: functionArn && [functionArn, `${functionArn}:*`],
    kms: kmsKeyArn,
    sns: topicArn,
    sqs: queue && `arn:aws:sqs:${region ?? '*'}:${account}:${queue}`,
  };
  return {
    Version: '2012-10-17',
    Statement: Object.entries(calls).flatMap(([service, operations]) => {
      const resource = resources[service] ?? '*';
      // The alert topic has a key of its own, and a pool may have another than the function's.
      const ofAny = operations.filter((operation) => operation === 'DescribeKey' && resource !== '*');
      const bound = operations.filter((operation) => !ofAny.includes(operation));
      return [
        statement(service, { operations: bound, resource }),
        ...(ofAny.length === 0
          ? []
          : [statement(service, { operations: ofAny, resource: '*', sid: 'States' })]),
      ];
    }),
  };
}

function statement(
  service: string,
  {
    operations,
    resource,
    sid = '',
  }: {
    readonly operations: readonly string[];
    readonly resource: string | readonly string[];
    readonly sid?: string;
  },
): object {
  const name = service
    .split('-')
    .map((part) => part[0]?.toUpperCase() + part.slice(1))
    .join('');
  return {
    Sid: `Read${name}${sid}`,
    Effect: 'Allow',
    Action: operations.map((operation) => `${service}:${operation}`),
    Resource: resource,
  };
}
