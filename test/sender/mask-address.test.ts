import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maskAddress } from '../../src/sender/mask-address.ts';
import { anyCharacter } from '../support/any-character.ts';

test.each([
  ['anna@example.com', 'a***@e***'],
  ['a@b.de', 'a***@b***'],
  ['', '***@***'],
  ['not an address', '***@n***'],
])('%j is masked as %s', (address, masked) => {
  expect(maskAddress(address)).toBe(masked);
});

test('a mask never tells more than two characters, whatever it is given', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: anyCharacter }), fc.emailAddress()), (text) => {
      expect(
        [
          ...maskAddress(text)
            .replace('***@', '')
            .replace(/\*\*\*$/, ''),
        ].length,
      ).toBeLessThanOrEqual(2);
    }),
  );
});
