import type { Finding } from '../setup/finding.ts';
import type { Authentication } from './authenticate.ts';
import { said } from './said.ts';

/** Whether DMARC passes, and what mail servers do where it does not. */
export function dmarcFinding(authentication: Authentication): Finding {
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
