import type { Finding, Level } from '../setup/finding.ts';
import type { Authentication, Signature } from './authenticate.ts';
import type { Connection } from './connection.ts';

/** What is said of a mail: one finding a signature, one for SPF, one for DMARC. */
export function judge(authentication: Authentication, connection: Connection): Finding[] {
  return [
    ...dkimFindings(authentication),
    spfFinding(authentication, connection),
    dmarcFinding(authentication),
  ];
}

/** Whether a signature of the From domain's own holds: then DMARC passes, whatever SPF says. */
const isSigned = ({ signatures }: Authentication): boolean =>
  signatures.some(({ result, aligned }) => aligned && result === 'pass');

function dkimFindings(authentication: Authentication): Finding[] {
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

function spfFinding(
  authentication: Authentication,
  { ip, ipFrom, mailFrom, mailFromFrom }: Connection,
): Finding {
  const { spf, dmarc } = authentication;
  const signed = isSigned(authentication);
  if (ip === undefined || mailFrom === undefined || !spf) {
    const lacking = [
      ...(ip === undefined ? ['which server handed the mail over'] : []),
      ...(mailFrom === undefined ? ['its envelope sender'] : []),
    ];
    return {
      id: 'spf',
      level: 'unknown',
      subject: 'SPF',
      found: `SPF cannot be judged: the file does not say ${lacking.join(' or ')}.`,
      fix: [
        {
          say: 'Name it with --ip and --mail-from, or save the mail with all its headers from the inbox it arrived in.',
        },
      ],
    };
  }
  const about = { id: 'spf', subject: `SPF of ${spf.domain}` };
  const asked = `${ip} (${ipFrom ?? '--ip'}) for ${mailFrom} (${mailFromFrom ?? '--mail-from'})`;
  const otherwise: Level = signed ? 'warning' : 'problem';
  if (spf.result === 'pass') {
    // Only a DMARC record says how alignment is judged.
    if (dmarc.spfAligned || !dmarc.record) {
      return {
        ...about,
        level: 'ok',
        found: `It passes: ${asked}${dmarc.spfAligned ? ', for the From domain' : ''}.`,
      };
    }
    return {
      ...about,
      level: otherwise,
      found: `It passes, but not for the From domain: ${asked}.`,
      why: 'DMARC then hangs on DKIM alone.',
      fix: [
        {
          say: 'Give the identity a custom MAIL FROM domain under the From domain; doctor looks at its records.',
        },
      ],
    };
  }
  if (spf.result === 'temperror') {
    return {
      ...about,
      level: 'unknown',
      found: `It could not be found out, ${asked}: ${said(spf.comment)}.`,
      fix: [{ say: 'Try again, or ask another name server with --dns.' }],
    };
  }
  return {
    ...about,
    level: otherwise,
    found: `It does not pass (${spf.result}): ${asked}.`,
    why: 'The domain does not name that server among those that send for it. Of a mail that somebody forwarded this is always so.',
    fix: [
      {
        say: 'Unless it was forwarded, publish the MAIL FROM domain’s SPF record: v=spf1 include:amazonses.com ~all.',
      },
    ],
  };
}

function dmarcFinding(authentication: Authentication): Finding {
  const { fromDomain, dmarc, spf } = authentication;
  const about = { id: 'dmarc', subject: `DMARC of ${fromDomain ?? 'the From domain'}` };
  if (fromDomain === undefined) {
    return {
      ...about,
      level: 'problem',
      found: 'The From header has no single domain, so DMARC cannot pass.',
      why: 'Mail servers take such a mail for a forgery.',
    };
  }
  const { record, result } = dmarc;
  if (result === 'temperror') {
    return {
      ...about,
      level: 'unknown',
      found: `It could not be found out: ${said(dmarc.error)}.`,
      fix: [{ say: 'Try again, or ask another name server with --dns.' }],
    };
  }
  if (!record) {
    return {
      ...about,
      level: 'problem',
      found: 'There is no DMARC record.',
      why: 'Large mail providers want one, and hold its absence against the mail.',
      fix: [
        {
          say: 'Publish one, beginning with a policy that only watches.',
          record: `_dmarc.${fromDomain} TXT "v=DMARC1; p=none;"`,
        },
      ],
    };
  }
  const policy = `${record.domain} has p=${record.policy}`;
  if (result === 'pass') return { ...about, level: 'ok', found: `It passes; ${policy}.` };
  // What SPF would have said decides, and is not known.
  if (!spf || spf.result === 'temperror') {
    return {
      ...about,
      level: 'unknown',
      found: `DKIM does not make it pass; whether SPF does is not known. ${policy}.`,
      fix: [{ say: 'Name what SPF needs: --ip and --mail-from.' }],
    };
  }
  return {
    ...about,
    level: 'problem',
    found: `It fails: neither DKIM nor SPF passes for the From domain. ${policy}.`,
    why: consequences[record.policy] ?? 'Mail servers may refuse the mail.',
    fix: [{ say: 'Put right what is said of DKIM and SPF here; one of them is enough.' }],
  };
}

const consequences: Readonly<Record<string, string>> = {
  reject: 'Mail servers refuse such mail.',
  quarantine: 'Mail servers put such mail into the spam folder.',
  none: 'Mail servers may put such mail into the spam folder, though the policy does not ask for it.',
};

const said = (comment = 'for no reason that is told'): string => comment.replace(/\.$/, '');
