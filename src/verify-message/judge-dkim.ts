import type { Finding } from '../setup/finding.ts';
import { type Authentication, isSigned, type Signature } from './authenticate.ts';
import { said } from './said.ts';

/** A finding for each signature, and one where none is the From domain's. */
export function dkimFindings(authentication: Authentication): Finding[] {
  const { signatures, fromDomain = 'the From domain' } = authentication;
  const signed = isSigned(authentication);
  const own = signatures.filter(({ aligned }) => aligned);
  const findings = signatures.map((signature) => signatureFinding(signature, signed));
  if (own.length > 0) return findings;
  return [
    ...findings,
    {
      id: 'dkim-alignment',
      level: 'problem',
      subject: `DKIM of ${fromDomain}`,
      found:
        signatures.length === 0
          ? 'The mail is not signed.'
          : `No signature is for ${fromDomain}: ${signatures.map(({ domain }) => domain).join(', ')} vouches for it instead.`,
      why: 'Nobody vouches for the From address, so mail servers doubt it.',
      fix: [
        {
          say: 'Send from a domain identity with Easy DKIM, and publish its three CNAME records; doctor looks at them.',
        },
      ],
    },
  ];
}

function signatureFinding(
  { domain, selector, result, comment, aligned, keyBits }: Signature,
  signed: boolean,
): Finding {
  const about = { id: 'dkim', subject: `DKIM of ${domain} (${selector})` };
  const bits = keyBits === undefined ? '' : `, ${keyBits} bits`;
  if (result === 'pass') {
    const short = aligned && keyBits !== undefined && keyBits < 2048;
    return {
      ...about,
      level: short ? 'warning' : 'ok',
      found: aligned
        ? `The signature holds and is for the From domain${bits}.`
        : `The signature holds; it is not for the From domain${bits}.`,
      ...(short && {
        why: 'Some mail servers take 1,024 bits for weak.',
        fix: [{ say: 'Let the identity sign with RSA_2048_BIT (NextSigningKeyLength).' }],
      }),
    };
  }
  if (result === 'temperror') {
    return {
      ...about,
      level: signed ? 'warning' : 'unknown',
      found: `Whether the signature holds could not be found out: ${said(comment)}.`,
      fix: [{ say: 'Try again, or ask another name server with --dns.' }],
    };
  }
  return {
    ...about,
    level: signed || !aligned ? 'warning' : 'problem',
    found: `The signature does not hold: ${said(comment)}.`,
    why: /body hash/.test(comment ?? '')
      ? 'The body is not as it was signed: something on the way, or the saving of the file, has changed it.'
      : /no key|not found|missing/i.test(comment ?? '')
        ? 'The key that it names is not in DNS: it was never published, or has been rotated since.'
        : 'A header that it covers has been changed, or the key in DNS is another one.',
    fix: [
      {
        say: 'Save the mail anew, as it was received, from an inbox that it reached directly, and look again.',
      },
    ],
  };
}
