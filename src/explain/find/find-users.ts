import { ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { Clients } from '../../aws/clients.ts';
import { everyPage } from '../../aws/every-page.ts';
import { ask, type Fact } from '../../aws/fact.ts';

/** A user of a pool who has the address. */
export interface User {
  readonly userName: string;
  /** UNCONFIRMED, CONFIRMED, FORCE_CHANGE_PASSWORD, … */
  readonly status: string;
  readonly enabled: boolean;
  readonly emailVerified: boolean;
}

/** Finds the users of a pool by their address, which Cognito compares to the letter. */
export async function findUsers(
  clients: Clients,
  { userPoolId, address }: { readonly userPoolId: string; readonly address: string },
  { region, signal }: { readonly region: string; readonly signal: AbortSignal },
): Promise<Fact<readonly User[]>> {
  const cognito = await clients.cognito(region);
  return ask(async () => {
    const users = await everyPage(async (PaginationToken) => {
      const answer = await cognito.send(
        new ListUsersCommand({
          UserPoolId: userPoolId,
          Filter: `email = "${address.replaceAll(/["\\]/g, '\\$&')}"`,
          AttributesToGet: ['email_verified'],
          PaginationToken,
        }),
        { abortSignal: signal },
      );
      return { items: answer.Users, next: answer.PaginationToken };
    });
    return users.map(({ Username = '', UserStatus = '', Enabled = true, Attributes = [] }) => ({
      userName: Username,
      status: UserStatus,
      enabled: Enabled,
      emailVerified: Attributes.some(({ Name, Value }) => Name === 'email_verified' && Value === 'true'),
    }));
  });
}
