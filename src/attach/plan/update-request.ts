import type { UpdateUserPoolCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { isRecord } from '../../is-record.ts';
import { type Difference, differencesBetween } from './differences.ts';
import { meansTheSame } from './meaning-of-absent.ts';
import { type Description, kindOf, requestMembers } from './user-pool-members.ts';

/**
 * Makes the request that gives a user pool the settings of a description: everything that UpdateUserPool would reset is in
 * it, whether it changes or not.
 *
 * @param wanted How DescribeUserPool shall describe the pool afterwards.
 */
export function updateRequest(wanted: Description): UpdateUserPoolCommandInput {
  const members = Object.entries(requestMembers)
    .map(([name, source]) => [name, sendable(source, wanted)] as const)
    .filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(members) as unknown as UpdateUserPoolCommandInput;
}

/** The value to send for a member of the description; undefined to leave it out. */
function sendable(member: string, wanted: Description): unknown {
  const value = withoutNulls(wanted[member]);
  switch (member) {
    case 'AdminCreateUserConfig':
      return isRecord(value) && hasTemporaryPasswordDays(wanted) ? omit(value, isUnusedAccountDays) : value;
    // AWS docs, UserPoolTags of others: keys that begin with aws: are AWS's own. They stay without being told.
    case 'UserPoolTags':
      return isRecord(value) ? omit(value, (key) => key.startsWith('aws:')) : value;
    // AWS docs, UpdateUserPool: "If you omit this parameter, Amazon Cognito keeps the existing configuration. If you
    // include it, … an omitted EnableStatus turns dynamic client registration on".
    case 'DcrConfiguration':
      return isRecord(value) && value['EnableStatus'] !== undefined ? value : undefined;
    // AWS docs: custom names need the Essentials or Plus plan, and DescribeUserPool answers with the default names too.
    case 'AcrConfiguration':
      return wanted['UserPoolTier'] === 'LITE' ? undefined : value;
    default:
      return value;
  }
}

/**
 * Compares two descriptions of a pool: its settings and what it was made with, without what is computed, and without the
 * member that follows another.
 */
export function compareDescriptions(before: Description, after: Description): Difference[] {
  const followed = [before, after].some(hasTemporaryPasswordDays);
  const comparable = (description: Description): Description => {
    const kept = omit(description, (member) => kindOf(member) === 'computed');
    const { AdminCreateUserConfig } = kept;
    return followed && isRecord(AdminCreateUserConfig)
      ? { ...kept, AdminCreateUserConfig: omit(AdminCreateUserConfig, isUnusedAccountDays) }
      : kept;
  };
  return differencesBetween(comparable(before), comparable(after)).filter((one) => !meansTheSame(one));
}

/**
 * AWS docs, AdminCreateUserConfigType: "If you set a value for TemporaryPasswordValidityDays in PasswordPolicy, that value
 * will be used, and UnusedAccountValidityDays will be no longer be an available parameter for that user pool".
 */
function hasTemporaryPasswordDays({ Policies }: Description): boolean {
  const policy = isRecord(Policies) ? Policies['PasswordPolicy'] : undefined;
  return isRecord(policy) && typeof policy['TemporaryPasswordValidityDays'] === 'number';
}

const isUnusedAccountDays = (member: string): boolean => member === 'UnusedAccountValidityDays';

const omit = (value: Description, isOmitted: (name: string) => boolean): Description =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !isOmitted(name)));

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name, withoutNulls(member)]),
  );
}
