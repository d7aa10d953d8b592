import { type Fact, valueIn } from '../../aws/fact.ts';
import type { DkimRecord, DomainDns } from '../facts/dns/domain-dns.ts';
import type { Identity } from '../facts/ses/identity.ts';
import { type DkimKey, judgeDkimKey } from './dkim-key.ts';
import { type Dmarc, judgeDmarc, organizationalDomain } from './dmarc.ts';
import { judgeSpf, type Spf } from './spf.ts';

/** Whether a record is as it should be; `unknown` when DNS did not answer. */
export type Rightness = 'right' | 'missing' | 'wrong' | 'unknown';

/** What the world's receivers make of the records of a From domain. */
export interface DnsView {
  readonly dkim: readonly { readonly record: DkimRecord; readonly is: Rightness; readonly found?: string }[];
  /** What stands at the DKIM names; the best of them. */
  readonly key: DkimKey | 'unknown';
  readonly mailFrom?: {
    readonly domain: string;
    readonly mx: Rightness;
    /** The MX records that there are. */
    readonly exchanges: readonly string[];
    readonly spf: Spf;
  };
  /** The record that counts: the From domain's own, else its organization's. */
  readonly dmarc: (Dmarc & { readonly at: string }) | 'unknown';
  /** What holds for the From domain; undefined without a valid record. */
  readonly policy?: string;
  /** Whether DMARC would accept DKIM's domain, and the MAIL FROM domain, for the From domain. */
  readonly alignment: { readonly dkim: boolean; readonly spf: boolean };
}

export function viewDns(dns: DomainDns, identity: Identity, region: string): DnsView {
  const dmarc = dmarcOf(dns);
  const record = dmarc !== 'unknown' && dmarc.state === 'valid' ? dmarc.record : undefined;
  const inherited = dmarc !== 'unknown' && dmarc.at !== dns.domain;
  const organization = organizationOf(dns);
  return {
    dkim: dns.dkim.map((dkim) => ({ record: dkim, ...rightnessOf(dkim) })),
    key: bestKey(dns.dkim),
    ...(dns.mailFrom && {
      mailFrom: {
        domain: dns.mailFrom.domain,
        ...mxOf(dns.mailFrom.mx, region),
        spf: judgeSpf(dns.mailFrom.spf),
      },
    }),
    dmarc,
    ...(record && { policy: inherited ? record.subdomainPolicy : record.policy }),
    alignment: {
      dkim:
        identity.kind === 'domain' &&
        aligned(identity.name, dns.domain, { organization, strict: record?.strictDkim }),
      spf:
        dns.mailFrom !== undefined &&
        aligned(dns.mailFrom.domain, dns.domain, { organization, strict: record?.strictSpf }),
    },
  };
}

/**
 * RFC 9989, 4.4: strictly the same domain, or one of the same organization's. Without any record there is no
 * organization, and a parent or a child will do: nobody asks for more.
 */
function aligned(
  one: string,
  domain: string,
  { organization, strict = false }: { organization: string | undefined; strict: boolean | undefined },
): boolean {
  if (one === domain || strict) return one === domain;
  return organization === undefined
    ? isUnder(one, domain) || isUnder(domain, one)
    : isUnder(one, organization);
}

const isUnder = (one: string, other: string): boolean => one === other || one.endsWith(`.${other}`);

function rightnessOf({ target, cname, key }: DkimRecord): { is: Rightness; found?: string } {
  // Somebody's own key stands there itself, or behind a CNAME that only they know.
  const wanted = target === undefined ? key : cname;
  if (wanted.state === 'absent') {
    // A provider that flattens CNAMEs shows the key where the CNAME should be, which serves as well, until SES rotates it.
    return {
      is: target !== undefined && key.state === 'known' ? 'wrong' : 'missing',
      ...(valueIn(key)?.[0] && { found: 'a TXT record' }),
    };
  }
  if (wanted.state !== 'known') return { is: 'unknown' };
  const [found = ''] = wanted.value;
  return target === undefined || found.toLowerCase() === target.toLowerCase()
    ? { is: 'right' }
    : { is: 'wrong', found };
}

function bestKey(records: readonly DkimRecord[]): DnsView['key'] {
  const judged = records.map(({ key }): DkimKey | 'unknown' =>
    key.state === 'failed' || key.state === 'denied' ? 'unknown' : judgeDkimKey(valueIn(key) ?? []),
  );
  const ofState = (state: DkimKey['state']) => judged.find((key) => key !== 'unknown' && key.state === state);
  return (
    ofState('valid') ?? ofState('invalid') ?? (judged.includes('unknown') ? 'unknown' : { state: 'none' })
  );
}

function mxOf(
  mx: NonNullable<DomainDns['mailFrom']>['mx'],
  region: string,
): { readonly mx: Rightness; readonly exchanges: readonly string[] } {
  if (mx.state === 'absent') return { mx: 'missing', exchanges: [] };
  if (mx.state !== 'known') return { mx: 'unknown', exchanges: [] };
  const exchanges = mx.value.map(({ exchange }) => exchange.toLowerCase());
  // AWS docs, "Using a custom MAIL FROM domain": exactly one, or the set-up fails.
  const right = exchanges.length === 1 && exchanges[0] === `feedback-smtp.${region}.amazonses.com`;
  return { mx: right ? 'right' : 'wrong', exchanges };
}

function dmarcOf(dns: DomainDns): DnsView['dmarc'] {
  if (dns.dmarc.some(({ txt }) => isUnanswered(txt))) return 'unknown';
  const judged = judgedDmarc(dns);
  const own = judged.find(({ at, state }) => at === dns.domain && state !== 'none');
  const organization = organizationOf(dns);
  return (
    own ??
    judged.find(({ at, state }) => at === organization && state === 'valid') ??
    // RFC 9989, 4.10.1: failing that, what the registry above it says.
    judged.find((dmarc) => dmarc.state === 'valid' && dmarc.record.psd === 'y') ??
    // One that is meant to hold and does not.
    judged.find(({ state }) => state === 'invalid') ?? { state: 'none', at: dns.domain }
  );
}

const judgedDmarc = ({ dmarc }: DomainDns): (Dmarc & { readonly at: string })[] =>
  dmarc.map(({ domain: at, txt }) => ({ ...judgeDmarc(valueIn(txt) ?? []), at }));

function organizationOf(dns: DomainDns): string | undefined {
  const found = judgedDmarc(dns).flatMap((dmarc) => (dmarc.state === 'valid' ? [dmarc] : []));
  return found.length === 0 ? undefined : organizationalDomain(dns.domain, found);
}

const isUnanswered = (fact: Fact<unknown>): boolean => fact.state === 'failed' || fact.state === 'denied';
