import type { Call } from './call.ts';
import { pageOf } from './page-of.ts';
import { updateUserPool } from './user-pools.ts';
import { ServiceError } from './wire.ts';

/**
 * A user pool's users: attributes by user name. A `cognito:user_status` among them is the user's status, and a `status`
 * of `Disabled` disables the user, by the names that ListUsers filters by.
 */
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
    [
      'ListUserPoolReplicas',
      ({ descriptions }, { input: { MaxResults = 5, NextToken } }) => {
        const { items, next } = pageOf(replicasOf(descriptions), { size: MaxResults, token: NextToken });
        return { UserPoolReplicas: items, NextToken: next };
      },
    ],
    [
      'ListUserPoolClients',
      ({ clients }, { input: { MaxResults = 10, NextToken } }) => {
        const all = [...clients].map(([ClientId, { ClientName }]) => ({ ClientId, ClientName }));
        const { items, next } = pageOf(all, { size: MaxResults, token: NextToken });
        return { UserPoolClients: items, NextToken: next };
      },
    ],
    [
      'DescribeUserPoolClient',
      ({ clients }, { input: { ClientId } }) => ({ UserPoolClient: { ClientId, ...clients.get(ClientId) } }),
    ],
  ]);
  return (call: Call): object => {
    const { operation, region, input } = call;
    if (operation === 'AdminGetUser') return adminGetUser(users, input.Username);
    if (operation === 'ListUsers') return listUsers(users, input);
    if (operation === 'ListUserPools') return listUserPools(pools, call);
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

function listUserPools(pools: ReadonlyMap<string, UserPool>, { region, input }: Call): object {
  const here = [...pools].flatMap(([Id, { descriptions }]) => {
    const description = descriptions.get(region);
    return description ? [{ Id, Name: description['Name'] }] : [];
  });
  const { items, next } = pageOf(here, { size: input.MaxResults, token: input.NextToken });
  return { UserPools: items, NextToken: next };
}

function adminGetUser(users: Users, Username: string): object {
  const attributes = users.get(Username);
  if (!attributes) throw new ServiceError('UserNotFoundException', 'User does not exist.');
  const { Attributes, ...user } = describeUser(Username, attributes);
  return { ...user, UserAttributes: Attributes };
}

/** As much of ListUsers' filter as one attribute that equals a text. */
function listUsers(users: Users, { Filter = '', AttributesToGet }: Call['input']): object {
  const [, name, text] = Filter.match(/^\s*([\w:]+)\s*=\s*"((?:[^"\\]|\\.)*)"\s*$/) ?? [];
  if (name === undefined) throw new ServiceError('InvalidParameterException', 'Error while parsing filter.');
  const wanted = text.replaceAll(/\\(.)/g, '$1');
  const found = [...users].filter(([, attributes]) => attributes[name] === wanted);
  return {
    Users: found.map(([Username, attributes]) => {
      const user = describeUser(Username, attributes);
      return {
        ...user,
        Attributes: user.Attributes.filter(({ Name }) => AttributesToGet?.includes(Name) ?? true),
      };
    }),
  };
}

function describeUser(Username: string, attributes: Readonly<Record<string, string>>) {
  const { 'cognito:user_status': UserStatus = 'CONFIRMED', status, ...own } = attributes;
  return {
    Username,
    Enabled: status !== 'Disabled',
    UserStatus,
    Attributes: Object.entries(own).map(([Name, Value]) => ({ Name, Value })),
  };
}

const replicasOf = (descriptions: UserPool['descriptions']): object[] =>
  [...descriptions].map(([RegionName, { Arn }], index) => ({
    RegionName,
    Status: 'ACTIVE',
    Role: index === 0 ? 'PRIMARY' : 'SECONDARY',
    UserPoolArn: Arn,
  }));
