import type { Call } from './protocols.ts';
import { ServiceError } from './wire.ts';

/** A user pool's users: attributes by user name. */
export type Users = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** The one Cognito operation that the sender calls: whom a take-over warning is for. */
export function createCognito(users: Users) {
  return ({ operation, input: { Username } }: Call): object => {
    if (operation !== 'AdminGetUser') {
      throw new ServiceError('UnknownOperationException', `the playground's Cognito has no ${operation}`);
    }
    const attributes = users.get(Username);
    if (!attributes) throw new ServiceError('UserNotFoundException', 'User does not exist.');
    return {
      Username,
      Enabled: true,
      UserStatus: 'CONFIRMED',
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    };
  };
}
