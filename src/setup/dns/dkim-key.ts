import { createPublicKey } from 'node:crypto';

/** What a receiver makes of the TXT records at which a DKIM key should be. */
export type DkimKey =
  | { readonly state: 'none' }
  | { readonly state: 'invalid'; readonly why: string }
  | { readonly state: 'valid'; readonly type: 'rsa' | 'ed25519'; readonly bits: number };

export function judgeDkimKey(txt: readonly string[]): DkimKey {
  const keys = txt.filter((text) => /(^|;)\s*p\s*=/.test(text));
  const [text, ...others] = keys;
  if (text === undefined) return { state: 'none' };
  // RFC 6376, 3.6.2.2: what a receiver does with several is undefined.
  if (others.length > 0) return { state: 'invalid', why: `there are ${keys.length} keys instead of one` };
  const tags = new Map(
    text.split(';').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at).trim(), part.slice(at + 1).replaceAll(/\s/g, '')] as const;
    }),
  );
  const version = tags.get('v');
  if (version !== undefined && (version !== 'DKIM1' || !/^\s*v\s*=/.test(text)))
    return { state: 'invalid', why: `its version is ${version}` };
  const services = tags.get('s')?.split(':') ?? ['*'];
  if (!services.includes('*') && !services.includes('email'))
    return { state: 'invalid', why: 'it is not for email (s=)' };
  const hashes = tags.get('h')?.split(':') ?? ['sha256'];
  if (!hashes.includes('sha256'))
    return { state: 'invalid', why: 'it is for other hashes than SHA-256 (h=)' };
  const encoded = tags.get('p') ?? '';
  if (encoded === '') return { state: 'invalid', why: 'the key has been revoked (p= is empty)' };
  return tags.get('k') === 'ed25519' ? judgeEd25519(encoded) : judgeRsa(encoded, tags.get('k') ?? 'rsa');
}

function judgeRsa(encoded: string, type: string): DkimKey {
  if (type !== 'rsa') return { state: 'invalid', why: `its type is ${type}` };
  const der = Buffer.from(encoded, 'base64');
  for (const format of ['spki', 'pkcs1'] as const) {
    try {
      const key = createPublicKey({ key: der, format: 'der', type: format });
      if (key.asymmetricKeyType !== 'rsa') continue;
      return { state: 'valid', type: 'rsa', bits: key.asymmetricKeyDetails?.modulusLength ?? 0 };
    } catch {
      // Perhaps it is in the other of the two forms that RFC 6376 has been read to allow.
    }
  }
  return { state: 'invalid', why: 'its key cannot be read' };
}

const judgeEd25519 = (encoded: string): DkimKey =>
  Buffer.from(encoded, 'base64').length === 32
    ? { state: 'valid', type: 'ed25519', bits: 256 }
    : { state: 'invalid', why: 'its key cannot be read' };
