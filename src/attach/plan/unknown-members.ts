import { UserPoolType$ } from '@aws-sdk/client-cognito-identity-provider';
import { NormalizedSchema } from '@smithy/core/schema';
import { isRecord } from '../../is-record.ts';
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
        return unknownWithin(value, { schema: schema.getMemberSchema(name), path: name });
      default:
        return [];
    }
  });
}

function unknownWithin(
  value: unknown,
  { schema, path }: { readonly schema: NormalizedSchema; readonly path: string },
): string[] {
  if (Array.isArray(value) && schema.isListSchema()) {
    const item = schema.getValueSchema();
    return value.flatMap((each, index) => unknownWithin(each, { schema: item, path: `${path}[${index}]` }));
  }
  if (!isRecord(value)) return [];
  const entries = Object.entries(value).filter(([, member]) => member !== null);
  if (schema.isMapSchema()) {
    return entries.flatMap(([name, member]) =>
      unknownWithin(member, { schema: schema.getValueSchema(), path: `${path}.${name}` }),
    );
  }
  const known = new Map(schema.isStructSchema() ? schema.structIterator() : []);
  return entries.flatMap(([name, member]) => {
    const memberSchema = known.get(name);
    const inside = `${path}.${name}`;
    return memberSchema ? unknownWithin(member, { schema: memberSchema, path: inside }) : [inside];
  });
}
