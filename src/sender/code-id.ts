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

/**
 * Cognito's id of the sign-in that a take-over warning is about, from the attribute EVENT_ID: such an event has no code.
 *
 * @returns Undefined for anything but a UUID: the attribute is an event's, and an event is a stranger's.
 */
export const eventId = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value) ? value : undefined;
