import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import BigNumber from '../../src/bundle/big-number.ts';

const BN: typeof BigNumber = createRequire(import.meta.url)('bn.js');

describe('the little of bn.js that decryption uses', () => {
  test('numbers become the same bytes', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(new BigNumber(value).toArray('be', 8)).toEqual(new BN(value).toArray('be', 8));
      }),
    );
  });

  test('bytes become the same number, or neither takes them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 8, maxLength: 8 }),
        fc.boolean(),
        (bytes, small) => {
          const value = small ? [0, (bytes[1] ?? 0) & 31, ...bytes.slice(2)] : bytes;
          const theirs = outcome(() => new BN(value).toNumber());
          expect(outcome(() => new BigNumber(value).toNumber())).toEqual(theirs);
        },
      ),
    );
  });

  test('a number that is too long for its bytes is refused', () => {
    expect(() => new BigNumber(65_536).toArray('be', 2)).toThrow();
    expect(() => new BN(65_536).toArray('be', 2)).toThrow();
  });
});

const outcome = (run: () => number): number | 'refused' => {
  try {
    return run();
  } catch {
    return 'refused';
  }
};
