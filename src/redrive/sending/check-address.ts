import {
  AdminGetUserCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { ask } from '../../aws/fact.ts';
import { readMailboxAddress } from '../../sender/mailbox.ts';
import type { KeptEmail } from '../../undelivered/kept-email.ts';

/** Whether an email may go to the address that its record has. */
export type AddressCheck =
  | { readonly state: 'same' }
  /** The pool has another address for this user, or none, or no such user. */
  | { readonly state: 'differs' | 'no-such-user' }
  | { readonly state: 'denied' | 'failed'; readonly why: string };

/**
 * Makes the function that asks the user pool for a user's address again. A code is bound to its pool and not to a person:
 * whoever could write to the queue could have had it sent to themselves.
 *
 * @param cognito A client of the function's Region, in which the pool, or its replica, calls the function.
 */
export function createCheckAddress(cognito: CognitoIdentityProviderClient) {
  return async ({ record, userName }: KeptEmail): Promise<AddressCheck> => {
    const { recipient, userPoolId } = record;
    // A take-over warning carries none: the function itself looks it up when it sends. Without a user there is nothing
    // to ask for, and without a pool the function sends nothing.
    if (recipient === undefined || userPoolId === undefined) return { state: 'same' };
    if (userName === undefined) return { state: 'no-such-user' };
    const user = await ask(() =>
      cognito.send(new AdminGetUserCommand({ UserPoolId: userPoolId, Username: userName })),
    );
    if (user.state === 'absent') return { state: 'no-such-user' };
    if (user.state !== 'known') return { state: user.state, why: user.why };
    const email = user.value.UserAttributes?.find(({ Name }) => Name === 'email')?.Value;
    return { state: email !== undefined && isSame(email, recipient) ? 'same' : 'differs' };
  };
}

/** An international domain may be written in two ways. */
const isSame = (one: string, other: string): boolean =>
  one === other ||
  (readMailboxAddress(one) !== undefined && readMailboxAddress(one) === readMailboxAddress(other));
