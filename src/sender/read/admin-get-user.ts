import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { ClientSettings } from '../aws/client-settings.ts';
import type { EmailRequest } from '../email-request.ts';
import { Refusal } from '../failure/refusal.ts';
import { memoize } from '../memoize.ts';

/** Gives a user's attributes by name. */
export type AdminGetUser = (
  request: Pick<EmailRequest, 'userName' | 'userPoolId' | 'region'>,
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, string>>;

export interface AdminGetUserOptions {
  readonly settings: ClientSettings;
  /**
   * The Regions that may be asked, the function's own first. A replica of a multi-Region pool keeps the pool's id, so
   * the Region is the event's own, but an event must not make the function call a Region of a stranger's choosing.
   */
  readonly regions: readonly [string, ...string[]];
}

/** @returns A function that throws a refusal (`recipient-missing`: no such user) or Cognito's own error. */
export function createAdminGetUser({ settings, regions }: AdminGetUserOptions): AdminGetUser {
  const cognitoIn = memoize((region: string) => new CognitoIdentityProviderClient({ ...settings, region }));
  return async ({ userName, userPoolId, region }, signal) => {
    const known = regions.find((name) => name === region) ?? regions[0];
    try {
      const { UserAttributes = [] } = await cognitoIn(known).send(
        new AdminGetUserCommand({ UserPoolId: userPoolId, Username: userName }),
        { abortSignal: signal },
      );
      return new Map(UserAttributes.map(({ Name = '', Value = '' }) => [Name, Value]));
    } catch (error) {
      if (error instanceof Error && error.name === 'UserNotFoundException') {
        throw new Refusal('recipient-missing', 'the user that the warning is about no longer exists', {
          cause: error,
        });
      }
      throw error;
    }
  };
}
