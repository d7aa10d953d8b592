import type { NormalizedSchema } from '@smithy/core/schema';
import fc from 'fast-check';

/** Any value of JSON that fits a shape of the SDK, as it is on the wire; members of structures may be missing. */
export function arbitraryOf(schema: NormalizedSchema): fc.Arbitrary<unknown> {
  if (schema.isBooleanSchema()) return fc.boolean();
  if (schema.isNumericSchema()) return fc.integer({ min: 0, max: 400 });
  if (schema.isTimestampSchema()) return fc.integer({ min: 1_500_000_000, max: 1_800_000_000 });
  if (schema.isListSchema()) return fc.array(arbitraryOf(schema.getValueSchema()), { maxLength: 3 });
  if (schema.isMapSchema()) {
    return fc
      .array(fc.tuple(key, arbitraryOf(schema.getValueSchema())), { maxLength: 3 })
      .map((entries) => Object.fromEntries(entries));
  }
  if (schema.isStructSchema()) {
    const members = Object.fromEntries(
      [...schema.structIterator()].map(([name, member]) => [name, arbitraryOf(member)]),
    );
    return fc.record(members, { requiredKeys: [] });
  }
  return fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
}

const key = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  .filter((text) => text !== '__proto__' && !text.startsWith('aws:'));
