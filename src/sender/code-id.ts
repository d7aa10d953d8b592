/**
 * The Encryption SDK's message id, in hex: unique for each encrypted code and readable without a key.
 *
 * @returns Undefined for anything but the start of such a message: what is no ciphertext must not be logged as an id.
 */
export function codeId(ciphertext: Uint8Array): string | undefined {
  const bytes = Buffer.from(ciphertext.subarray(0, 35));
  // Format 1: version, type 0x80, suite of two bytes, 16 of id. Format 2: version, suite, 32 of id.
  if (bytes.length >= 20 && /^01800[0-5](14|46|78)/.test(bytes.toString('hex', 0, 4)))
    return bytes.toString('hex', 4, 20);
  if (bytes.length === 35 && /^020[45]78/.test(bytes.toString('hex', 0, 3))) return bytes.toString('hex', 3);
  return undefined;
}
