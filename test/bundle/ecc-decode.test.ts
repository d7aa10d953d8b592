import { createECDH, createPublicKey, ECDH, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { decodeNamedCurves } from '../../src/bundle/ecc-decode.ts';
import { publicKeyPem } from '../../src/bundle/pem-helpers.ts';

// The originals, which the package does not export.
const require = createRequire(import.meta.url);
const inside = (name: string) =>
  require(`../../node_modules/@aws-crypto/material-management/build/main/src/${name}.js`);
const original: typeof decodeNamedCurves = inside('ecc_decode').decodeNamedCurves;
const originalPem: typeof publicKeyPem = inside('pem_helpers').publicKeyPem;

const curves = [
  ['prime256v1', 32],
  ['secp384r1', 48],
] as const;

describe.each(curves)('the decompression of a key on %s', (curve, size) => {
  const decode = decodeNamedCurves[curve];

  test('equals the original over 25 keys, and so does the PEM made from it', () => {
    for (let count = 0; count < 25; count += 1) {
      const key = createECDH(curve);
      key.generateKeys();
      const point = key.getPublicKey(null, 'compressed');
      const whole = decode(point);
      expect(Buffer.from(whole)).toEqual(Buffer.from(original[curve](point)));
      const pem = publicKeyPem(curve, Buffer.from(whole));
      expect(pem).toBe(originalPem(curve, Buffer.from(whole)));
      expect(createPublicKey(pem).asymmetricKeyDetails).toMatchObject({ namedCurve: curve });
    }
  });

  test('refuses a wrong length, as the original does', () => {
    for (const length of [0, 1, size, size + 2, 2 * size + 1]) {
      const point = Buffer.alloc(length, 2);
      expect(() => decode(point)).toThrow('Compressed point length is not correct.');
      expect(() => original[curve](point)).toThrow();
    }
  });

  test('refuses what is no point; the original makes one that no curve has, for a later step to refuse', () => {
    let refused = 0;
    for (let count = 0; count < 20; count += 1) {
      const point = Buffer.concat([Buffer.of(2 + (count % 2)), randomBytes(size)]);
      const theirs = Buffer.from(original[curve](point));
      try {
        expect(Buffer.from(decode(point))).toEqual(theirs);
      } catch {
        refused += 1;
        expect(() => ECDH.convertKey(theirs, curve)).toThrow();
      }
    }
    // About half of all x have a point.
    expect(refused).toBeGreaterThan(2);
    expect(refused).toBeLessThan(18);
  });

  test.each([0, 1, 4, 5, 255])('refuses the first byte %i, as the original does', (first) => {
    const key = createECDH(curve);
    key.generateKeys();
    const point = key.getPublicKey(null, 'compressed') as Buffer;
    point[0] = first;
    expect(() => decode(point)).toThrow();
    expect(() => original[curve](point)).toThrow();
  });
});
