import { judgeDkimKey } from '../../../src/setup/dns/dkim-key.ts';
import { viewDns } from '../../../src/setup/dns/view.ts';
import { readDomainDns } from '../../../src/setup/facts/dns/domain-dns.ts';
import { createDns } from '../../../src/setup/facts/dns/resolver.ts';
import type { Identity } from '../../../src/setup/facts/ses/identity.ts';
import { dkimName, domain, type JudgedZone, mailFrom } from './zones.ts';

const identity: Identity = {
  name: domain,
  kind: 'domain',
  verified: true,
  status: 'SUCCESS',
  dkim: { signing: true, status: 'SUCCESS', tokens: [], origin: 'AWS_SES', hostedZone: 'dkim.amazonses.com' },
  mailFrom: { domain: mailFrom, status: 'SUCCESS', rejects: false },
  feedbackForwarding: false,
};

/** What our rules make of a zone, asked over the wire, in the words of zones.ts. */
export async function ourView({ about }: JudgedZone, server: string): Promise<string> {
  const dns = createDns(server);
  if (about === 'dkim') {
    const txt = await dns.txt(dkimName);
    const key = judgeDkimKey(txt.state === 'known' ? txt.value : []);
    return key.state === 'valid' ? String(key.bits) : key.state === 'none' ? 'no record' : 'invalid';
  }
  const view = viewDns(await readDomainDns(dns, domain, identity), identity, 'eu-west-1');
  if (about === 'spf') {
    const spf = view.mailFrom?.spf;
    if (spf === undefined || spf.state === 'none') return 'no record';
    if (spf.state !== 'valid') return spf.state;
    return spf.authorizesAll ? 'all' : spf.authorizesSes ? 'ses' : 'not ses';
  }
  if (view.dmarc === 'unknown') return 'unknown';
  if (view.dmarc.state === 'none') return 'no record';
  if (view.dmarc.state === 'invalid') return 'invalid';
  return `${view.policy}${view.dmarc.record.ignored.length > 0 ? ', but' : ''}`;
}
