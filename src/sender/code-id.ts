import { createHash } from 'node:crypto';

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
 * @returns A UUID as it is. Of anything else a hash with a dash in it, for the attribute is an event's, and an event is a
 *   stranger's; undefined where there is none.
 */
export function eventId(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value)
    ? value
    : `sha256-${createHash('sha256').update(value).digest('hex').slice(0, 32)}`;
}
