import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { Refusal } from '../failure/reason.ts';
import { memoize } from '../memoize.ts';
import type { EmailRequest } from './email-request.ts';

/** Gives a user's attributes by name. */
export type AdminGetUser = (
  user: Pick<EmailRequest, 'userName' | 'userPoolId' | 'region'>,
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, string>>;

/** @returns A function that throws a refusal (`recipient-missing`: no such user) or Cognito's own error. */
export function createAdminGetUser(settings: { readonly maxAttempts: number }): AdminGetUser {
  const cognitoFor = memoize((region: string) => new CognitoIdentityProviderClient({ ...settings, region }));
  return async ({ userName, userPoolId, region }, signal) => {
    try {
      const { UserAttributes = [] } = await cognitoFor(region).send(
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
