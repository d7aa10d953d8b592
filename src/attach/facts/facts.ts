import { ListUserPoolReplicasCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DescribeKeyCommand, type KeyMetadata } from '@aws-sdk/client-kms';
import { GetPolicyCommand } from '@aws-sdk/client-lambda';
import type { Clients } from '../../aws/clients.ts';
import { everyPage } from '../../aws/every-page.ts';
import { ask, type Fact, known, valueIn } from '../../aws/fact.ts';
import { parseFunctionArn } from '../../function-arn.ts';
import { Mistake } from '../../mistake.ts';
import type { Statement } from '../plan/permission.ts';
import { readUserPool, type UserPool } from './user-pool.ts';

interface Asking {
  readonly clients: Clients;
  readonly signal: AbortSignal;
}

/** @throws {Mistake} where the pool is not there, or may not be described. */
export async function needUserPool(
  userPoolId: string,
  region: string,
  { clients, signal }: Asking,
): Promise<UserPool> {
  const pool = await readUserPool({ cognito: await clients.cognito(region), userPoolId, signal });
  switch (pool.state) {
    case 'known':
      return pool.value;
    case 'absent':
      throw new Mistake(
        `There is no user pool ${userPoolId} in ${region}.`,
        'Name another, or its Region with --region, or your profile with --profile.',
      );
    default:
      throw new Mistake(
        `The user pool ${userPoolId} could not be described: ${pool.why}`,
        pool.state === 'denied' ? 'Ask for cognito-idp:DescribeUserPool.' : 'Try again.',
      );
  }
}

/** The policies of functions or aliases, by the ARN given; one that has none has no statements. */
export async function readPolicies(
  functionArns: readonly (string | undefined)[],
  asking: Asking,
): Promise<ReadonlyMap<string, Fact<readonly Statement[]>>> {
  const named = [...new Set(functionArns.filter((arn) => arn !== undefined))];
  return new Map(await Promise.all(named.map(async (arn) => [arn, await readPolicy(arn, asking)] as const)));
}

async function readPolicy(
  functionArn: string,
  { clients, signal }: Asking,
): Promise<Fact<readonly Statement[]>> {
  const name = parseFunctionArn(functionArn);
  if (!name) return { state: 'failed', why: `${functionArn} is not a function's ARN` };
  const { arn, region, qualifier } = name;
  const lambda = await clients.lambda(region);
  const policy = await ask(async () => {
    const { Policy = '{}' } = await lambda.send(
      new GetPolicyCommand({ FunctionName: arn, ...(qualifier !== undefined && { Qualifier: qualifier }) }),
      { abortSignal: signal },
    );
    const { Statement = [] } = JSON.parse(Policy) as { Statement?: readonly Statement[] };
    return Statement;
  });
  return policy.state === 'absent' ? known([]) : policy;
}

export async function readKey(keyArn: string, { clients, signal }: Asking): Promise<Fact<KeyMetadata>> {
  const kms = await clients.kms(keyArn.split(':')[3] ?? '');
  return ask(async () => {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: keyArn }), {
      abortSignal: signal,
    });
    if (!KeyMetadata) throw new Error('DescribeKey answered without KeyMetadata');
    return KeyMetadata;
  });
}

/** Regions that a pool has replicas in; none where that could not be found out, for it is no more than a reminder. */
export async function readReplicas(
  userPoolId: string,
  region: string,
  { clients, signal }: Asking,
): Promise<string[]> {
  const cognito = await clients.cognito(region);
  const replicas = await ask(() =>
    everyPage(async (NextToken) => {
      const answer = await cognito.send(
        new ListUserPoolReplicasCommand({ UserPoolId: userPoolId, NextToken }),
        { abortSignal: signal },
      );
      return { items: answer.UserPoolReplicas, next: answer.NextToken };
    }),
  );
  return (valueIn(replicas) ?? [])
    .flatMap(({ RegionName }) => RegionName ?? [])
    .filter((name) => name !== region);
}
