import { ECDH } from 'node:crypto';

/**
 * Replaces the Encryption SDK's `ecc_decode`, which decompresses a message's public key with
 * big-number arithmetic in JavaScript: OpenSSL does the same natively.
 *
 * @returns A function from a compressed point to 0x04, x, y; it throws for one of a wrong length or off the curve.
 */
const decoder =
  (curve: string, compressedLength: number) =>
  (compressPoint: Uint8Array): Uint8Array => {
    if (compressPoint.byteLength !== compressedLength)
      throw new Error('Compressed point length is not correct.');
    return new Uint8Array(
      ECDH.convertKey(compressPoint, curve, undefined, undefined, 'uncompressed') as Buffer,
    );
  };

const prime256v1 = decoder('prime256v1', 33);
const secp384r1 = decoder('secp384r1', 49);

export const decodeNamedCurves = Object.freeze({
  prime256v1,
  secp384r1,
  'P-256': prime256v1,
  'P-384': secp384r1,
});
