import {
  DescribeRiskConfigurationCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  ListUserPoolReplicasCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Clients } from '../../../aws/clients.ts';
import { everyPage } from '../../../aws/every-page.ts';
import { ask, type Fact, known } from '../../../aws/fact.ts';
import { describePool, type PoolDescription } from './pool-description.ts';

/** What a user pool says of itself: nothing of its users, and nothing of its app clients, which comes with their secrets. */
export interface PoolSettings {
  readonly id: string;
  readonly description: Fact<PoolDescription>;
  /** Whether the pool sends MFA codes by email. */
  readonly emailMfa: Fact<boolean>;
  /** Whether threat protection is told to warn people by email of sign-ins that may not be theirs. */
  readonly takeOverWarnings: Fact<boolean>;
  /** The pool in other Regions, under the same id. */
  readonly replicas: Fact<readonly Replica[]>;
}

export interface Replica {
  readonly region: string;
  readonly trigger: Fact<string | undefined>;
}

export async function readPoolSettings(
  clients: Clients,
  id: string,
  { region, signal }: { readonly region: string; readonly signal: AbortSignal },
): Promise<PoolSettings> {
  const cognito = await clients.cognito(region);
  const options = { abortSignal: signal };
  const description = await describePool(clients, id, { region, signal });
  if (description.state !== 'known') {
    return {
      id,
      description,
      emailMfa: description,
      takeOverWarnings: description,
      replicas: description,
    };
  }
  const [emailMfa, takeOverWarnings, replicas] = await Promise.all([
    ask(async () => {
      const { EmailMfaConfiguration } = await cognito.send(
        new GetUserPoolMfaConfigCommand({ UserPoolId: id }),
        options,
      );
      return EmailMfaConfiguration !== undefined;
    }),
    ask(async () => {
      const { RiskConfiguration } = await cognito.send(
        new DescribeRiskConfigurationCommand({ UserPoolId: id }),
        options,
      );
      const actions = RiskConfiguration?.AccountTakeoverRiskConfiguration?.Actions;
      return Object.values(actions ?? {}).some((action) => action?.Notify === true);
    }),
    replicasOf(clients, id, { region, signal }),
  ]);
  return { id, description, emailMfa, takeOverWarnings, replicas };
}

async function replicasOf(
  clients: Clients,
  id: string,
  { region, signal }: { readonly region: string; readonly signal: AbortSignal },
): Promise<Fact<readonly Replica[]>> {
  const cognito = await clients.cognito(region);
  const regions = await ask(async () => {
    const replicas = await everyPage(async (NextToken) => {
      const answer = await cognito.send(new ListUserPoolReplicasCommand({ UserPoolId: id, NextToken }), {
        abortSignal: signal,
      });
      return { items: answer.UserPoolReplicas, next: answer.NextToken };
    });
    return replicas.map(({ RegionName = '' }) => RegionName).filter((name) => name !== region);
  });
  if (regions.state !== 'known') return regions;
  return known(
    await Promise.all(
      regions.value.map(async (name) => {
        const there = await clients.cognito(name);
        const trigger = await ask(async () => {
          const { UserPool } = await there.send(new DescribeUserPoolCommand({ UserPoolId: id }), {
            abortSignal: signal,
          });
          return UserPool?.LambdaConfig?.CustomEmailSender?.LambdaArn;
        });
        return { region: name, trigger };
      }),
    ),
  );
}
