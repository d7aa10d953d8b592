import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  ListUserPoolClientsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Clients } from '../../../aws/clients.ts';
import { everyPage } from '../../../aws/every-page.ts';
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

/** App clients that are asked about at the same time: one call each. */
const MaxResults = 20;

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
  const options = { abortSignal };
  return everyPage(async (token) => {
    const { UserPoolClients = [], NextToken: next } = await cognito.send(
      new ListUserPoolClientsCommand({ UserPoolId, MaxResults, NextToken: token }),
      options,
    );
    const items = await Promise.all(
      UserPoolClients.map(async ({ ClientId = '', ClientName = '' }) => {
        const { UserPoolClient } = await cognito.send(
          new DescribeUserPoolClientCommand({ UserPoolId, ClientId }),
          options,
        );
        // AWS docs, CreateUserPoolClient: the default is three minutes.
        return { id: ClientId, name: ClientName, sessionMinutes: UserPoolClient?.AuthSessionValidity ?? 3 };
      }),
    );
    return { items, next };
  });
}
