import type { LambdaConfigType, UpdateUserPoolCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import type { Fact } from '../../aws/fact.ts';
import type { UserPool } from '../facts/user-pool.ts';
import type { Difference } from './differences.ts';
import { addedByAttach, type PermissionPlan, planPermission, type Statement } from './permission.ts';
import { unknownMembers } from './unknown-members.ts';
import { compareDescriptions, updateRequest } from './update-request.ts';
import { type Description, requestMembers } from './user-pool-members.ts';

/** Something that keeps a change from being made, and what to do about it. */
export interface Refusal {
  readonly found: string;
  readonly fix: string;
}

/** What is to be done to a user pool, and to the functions that it invokes or shall not invoke any more. */
export interface PoolChange {
  readonly region: string;
  readonly userPoolId: string;
  readonly name: string;
  readonly poolArn: string;
  readonly before: UserPool;
  /** How DescribeUserPool shall describe the pool afterwards. */
  readonly wanted: Description;
  readonly differences: readonly Difference[];
  readonly request: UpdateUserPoolCommandInput;
  /** The permission for the sender that the pool has afterwards; none where it has none, or keeps the one it has. */
  readonly grant?: { readonly functionArn: string; readonly permission: PermissionPlan };
  /** Permissions that an attach has added, for a sender that the pool has no more. */
  readonly revoke?: { readonly functionArn: string; readonly statementIds: readonly string[] };
  /** Where there is one, nothing may be applied. */
  readonly refusals: readonly Refusal[];
  /** What else people should know before they apply it. */
  readonly notes: readonly string[];
}

/** What a change is planned from. */
export interface Planning {
  readonly region: string;
  readonly pool: UserPool;
  readonly wanted: Description;
  /** The statements of the policies, by the ARN that the pool names. */
  readonly policies: ReadonlyMap<string, Fact<readonly Statement[]>>;
  /** Whether the permission is checked even where the sender stays the same. */
  readonly checkPermission: boolean;
  readonly refusals: readonly Refusal[];
  readonly notes: readonly string[];
}

export function planChange({
  region,
  pool,
  wanted,
  policies,
  checkPermission,
  refusals,
  notes,
}: Planning): PoolChange {
  const { description } = pool;
  const poolArn = String(description['Arn']);
  const [old, next] = [senderIn(description), senderIn(wanted)];
  const policyOf = (functionArn: string): Fact<readonly Statement[]> =>
    policies.get(functionArn) ?? { state: 'failed', why: 'it was not asked for' };
  const left = old !== undefined && old !== next ? policyOf(old) : undefined;
  const differences = compareDescriptions(description, wanted);
  const statementIds = left?.state === 'known' ? addedByAttach(left.value, poolArn) : [];
  return {
    region,
    userPoolId: String(description['Id']),
    name: String(description['Name']),
    poolArn,
    before: pool,
    wanted,
    differences,
    request: updateRequest(wanted),
    ...(next !== undefined &&
      (checkPermission || next !== old) && {
        grant: { functionArn: next, permission: planPermission(poolArn, policyOf(next)) },
      }),
    ...(old !== undefined && statementIds.length > 0 && { revoke: { functionArn: old, statementIds } }),
    refusals: [...(differences.length > 0 ? refusalOfUnknown([description, wanted]) : []), ...refusals],
    notes,
  };
}

/** Whether everything is as it shall be. */
export const isDone = ({ differences, grant, revoke }: PoolChange): boolean =>
  differences.length === 0 && grant?.permission.state !== 'add' && revoke === undefined;

/** Members that are sent though they stay as they are: UpdateUserPool would reset them. */
export function carriedIn({ request, differences }: PoolChange): string[] {
  const changed = new Set(differences.map(({ path }) => path.match(/^\w+/)?.[0]));
  return Object.entries(request)
    .filter(([member]) => !changed.has(requestMembers[member as keyof typeof requestMembers]))
    .map(([member]) => member)
    .filter((member) => member !== 'UserPoolId');
}

export const lambdaConfigIn = ({ LambdaConfig }: Description): LambdaConfigType =>
  (LambdaConfig ?? {}) as LambdaConfigType;

/** The ARN of the function or alias that sends a pool's email, as the pool names it. */
export const senderIn = (description: Description): string | undefined =>
  lambdaConfigIn(description).CustomEmailSender?.LambdaArn;

function refusalOfUnknown(descriptions: readonly Description[]): Refusal[] {
  const unknown = [...new Set(descriptions.flatMap(unknownMembers))];
  return unknown.length === 0
    ? []
    : [
        {
          found: `The pool has a setting that this version does not know (${unknown.join(', ')}): UpdateUserPool would reset it.`,
          fix: 'Take the newest version of cognito-email-sender.',
        },
      ];
}
