import { UserPoolType$ } from '@aws-sdk/client-cognito-identity-provider';
import { NormalizedSchema } from '@smithy/core/schema';
import { isRecord } from '../is-record.ts';
import { type Description, kindOf } from './user-pool-members.ts';

/**
 * Finds what UpdateUserPool could not be told: members that this program has not placed, and members of settings that
 * the SDK leaves out of a request because it does not know them.
 *
 * @returns Their paths, such as `Policies.PasswordPolicy.Novelty`.
 */
export function unknownMembers(description: Description): string[] {
  const schema = NormalizedSchema.of(UserPoolType$);
  return Object.entries(description).flatMap(([name, value]) => {
    switch (kindOf(name)) {
      case 'unknown':
        return [name];
      case 'settable':
        return within(value, schema.getMemberSchema(name), name);
      default:
        return [];
    }
  });
}

function within(value: unknown, schema: NormalizedSchema, path: string): string[] {
  if (Array.isArray(value) && schema.isListSchema()) {
    return value.flatMap((item, index) => within(item, schema.getValueSchema(), `${path}[${index}]`));
  }
  if (!isRecord(value)) return [];
  const entries = Object.entries(value).filter(([, member]) => member !== null);
  if (schema.isMapSchema()) {
    return entries.flatMap(([name, member]) => within(member, schema.getValueSchema(), `${path}.${name}`));
  }
  const known = new Map(schema.isStructSchema() ? schema.structIterator() : []);
  return entries.flatMap(([name, member]) => {
    const memberSchema = known.get(name);
    return memberSchema ? within(member, memberSchema, `${path}.${name}`) : [`${path}.${name}`];
  });
}
