/**
 * Replaces the Encryption SDK's `pem_helpers`, which carries an ASN.1 compiler for two structures.
 * A public key of one curve differs from another only in its point, so what precedes the point is fixed.
 */
const spkiPrefixes: ReadonlyMap<string, string> = new Map([
  // RFC 5480: SEQUENCE { SEQUENCE { id-ecPublicKey, curve }, BIT STRING (0 unused bits) …
  ['prime256v1', '3059301306072a8648ce3d020106082a8648ce3d030107034200'],
  ['secp384r1', '3076301006072a8648ce3d020106052b81040022036200'],
]);

/** @param publicKey The uncompressed point. */
export function publicKeyPem(curve: string, publicKey: Buffer): string {
  const prefix = spkiPrefixes.get(curve);
  if (prefix === undefined) throw new Error(`no public key format for the curve ${curve}`);
  const der = Buffer.concat([Buffer.from(prefix, 'hex'), publicKey]).toString('base64');
  return [
    '-----BEGIN PUBLIC KEY-----',
    ...(der.match(/.{1,64}/g) ?? []),
    '-----END PUBLIC KEY-----',
    '',
  ].join('\n');
}

/** For encryption, which the sender never does. */
export function privateKeyPem(): never {
  throw new Error('the sender only decrypts');
}
