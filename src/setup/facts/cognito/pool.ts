import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  ListUserPoolClientsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Clients } from '../../../aws/clients.ts';
import { ask, type Fact } from '../../../aws/fact.ts';
import { type PoolSettings, readPoolSettings } from './pool-settings.ts';

/** What is known of a user pool in one Region. */
export interface Pool extends PoolSettings {
  readonly clients: Fact<readonly AppClient[]>;
}

export interface AppClient {
  readonly id: string;
  readonly name: string;
  /** How long a sign-in code lasts, in minutes. */
  readonly sessionMinutes: number;
}

/** More app clients than these are not looked at: one call each. */
const mostClients = 20;

export async function readPool(
  clients: Clients,
  id: string,
  { region, signal }: { readonly region: string; readonly signal: AbortSignal },
): Promise<Pool> {
  const cognito = await clients.cognito(region);
  const [settings, appClients] = await Promise.all([
    readPoolSettings(clients, id, { region, signal }),
    ask(() => appClientsOf(cognito, id, signal)),
  ]);
  const { description } = settings;
  return { ...settings, clients: description.state === 'known' ? appClients : description };
}

async function appClientsOf(
  cognito: CognitoIdentityProviderClient,
  UserPoolId: string,
  abortSignal: AbortSignal,
): Promise<AppClient[]> {
  const { UserPoolClients = [] } = await cognito.send(
    new ListUserPoolClientsCommand({ UserPoolId, MaxResults: mostClients }),
    { abortSignal },
  );
  return Promise.all(
    UserPoolClients.map(async ({ ClientId = '', ClientName = '' }) => {
      const { UserPoolClient } = await cognito.send(
        new DescribeUserPoolClientCommand({ UserPoolId, ClientId }),
        { abortSignal },
      );
      // AWS docs, CreateUserPoolClient: the default is three minutes.
      return { id: ClientId, name: ClientName, sessionMinutes: UserPoolClient?.AuthSessionValidity ?? 3 };
    }),
  );
}
