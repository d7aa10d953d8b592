import type { Finding, Level } from '../setup/finding.ts';
import { type Authentication, isSigned } from './authenticate.ts';
import type { Connection } from './connection.ts';
import { said } from './said.ts';

/** Whether SPF passes, and for the From domain. */
export function spfFinding(
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
