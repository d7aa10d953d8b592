import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readFilterPattern } from '../../playground/filter-pattern.ts';
import { patternFor } from '../../src/explain/find/find-outcomes.ts';
import { readMailboxAddress } from '../../src/sender/mailbox.ts';
import { maskAddress } from '../../src/sender/mask-address.ts';

const outcome = (members: object): string => JSON.stringify({ message: 'outcome', ...members });

describe('the pattern that a person’s outcome lines are looked for with', () => {
  test('is one that CloudWatch takes, and finds the person whatever characters the address has', () => {
    const local = fc.stringMatching(/^[\w.!#$%&'*+/=?^`{|}~-]{1,20}$/);
    const address = fc.tuple(local, fc.domain()).map(([name, domain]) => `${name}@${domain}`);
    fc.assert(
      fc.property(address, (text) => {
        const read = readMailboxAddress(text);
        fc.pre(read !== undefined);
        const matches = readFilterPattern(patternFor({ address: read }));
        expect(matches(outcome({ recipient: maskAddress(read) }))).toBe(true);
        expect(matches(outcome({ recipient: maskAddress(read.toUpperCase()) }))).toBe(true);
        expect(matches(outcome({ status: 'skipped' }))).toBe(true);
        expect(matches(outcome({ recipient: 'longer***@than***' }))).toBe(false);
      }),
    );
  });

  test('leaves out others, and what is no outcome', () => {
    const matches = readFilterPattern(patternFor({ address: 'ana@example.com' }));
    expect(matches(outcome({ recipient: 'b***@e***' }))).toBe(false);
    expect(matches(outcome({ recipient: 'a***@g***' }))).toBe(false);
    expect(matches(JSON.stringify({ message: 'alert failed' }))).toBe(false);
  });
});
