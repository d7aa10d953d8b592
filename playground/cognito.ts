import type { Call } from './call.ts';
import { updateUserPool } from './user-pools.ts';
import { ServiceError } from './wire.ts';

/** A user pool's users: attributes by user name. */
export type Users = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** A user pool: what Cognito's describing operations answer of it, in the API's own members. */
export interface UserPool {
  /** DescribeUserPool's `UserPool`, by Region: a replica has a description of its own under the same id. */
  readonly descriptions: Map<string, Record<string, unknown>>;
  /** GetUserPoolMfaConfig's answer. */
  mfa: Record<string, unknown>;
  /** DescribeRiskConfiguration's `RiskConfiguration`. */
  risk: Record<string, unknown>;
  /** DescribeUserPoolClient's `UserPoolClient`, by client id. */
  readonly clients: Map<string, Record<string, unknown>>;
}

/** Cognito's operations on pools and their users, in every Region. */
export function createCognito(users: Users, pools: ReadonlyMap<string, UserPool>) {
  const operations = new Map<string, (pool: UserPool, call: Call) => object>([
    ['DescribeUserPool', ({ descriptions }, { region }) => ({ UserPool: descriptions.get(region) })],
    [
      'UpdateUserPool',
      (pool, { region, input }) => {
        pool.descriptions.set(region, updateUserPool(pool.descriptions.get(region) ?? {}, input));
        // The one member that both have; the factors are SetUserPoolMfaConfig's alone.
        pool.mfa = { ...pool.mfa, MfaConfiguration: input.MfaConfiguration ?? 'OFF' };
        return {};
      },
    ],
    ['GetUserPoolMfaConfig', ({ mfa }) => mfa],
    ['DescribeRiskConfiguration', ({ risk }) => ({ RiskConfiguration: risk })],
    ['ListUserPoolReplicas', ({ descriptions }) => ({ UserPoolReplicas: replicasOf(descriptions) })],
    [
      'ListUserPoolClients',
      ({ clients }) => ({
        UserPoolClients: [...clients].map(([ClientId, { ClientName }]) => ({ ClientId, ClientName })),
      }),
    ],
    [
      'DescribeUserPoolClient',
      ({ clients }, { input: { ClientId } }) => ({ UserPoolClient: { ClientId, ...clients.get(ClientId) } }),
    ],
  ]);
  return (call: Call): object => {
    const { operation, region, input } = call;
    if (operation === 'AdminGetUser') return adminGetUser(users, input.Username);
    if (operation === 'ListUserPools') return listUserPools(pools, region);
    const run = operations.get(operation);
    if (!run)
      throw new ServiceError('UnknownOperationException', `the playground's Cognito has no ${operation}`);
    const pool = pools.get(input.UserPoolId);
    if (!pool?.descriptions.has(region)) {
      throw new ServiceError('ResourceNotFoundException', `User pool ${input.UserPoolId} does not exist.`);
    }
    return run(pool, call);
  };
}

const listUserPools = (pools: ReadonlyMap<string, UserPool>, region: string): object => ({
  UserPools: [...pools].flatMap(([Id, { descriptions }]) => {
    const description = descriptions.get(region);
    return description ? [{ Id, Name: description['Name'] }] : [];
  }),
});

function adminGetUser(users: Users, Username: string): object {
  const attributes = users.get(Username);
  if (!attributes) throw new ServiceError('UserNotFoundException', 'User does not exist.');
  return {
    Username,
    Enabled: true,
    UserStatus: 'CONFIRMED',
    UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
  };
}

const replicasOf = (descriptions: UserPool['descriptions']): object[] =>
  [...descriptions].map(([RegionName, { Arn }], index) => ({
    RegionName,
    Status: 'ACTIVE',
    Role: index === 0 ? 'PRIMARY' : 'SECONDARY',
    UserPoolArn: Arn,
  }));
