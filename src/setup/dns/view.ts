import { getDomain } from 'tldts';
import { type Fact, valueIn } from '../../aws/fact.ts';
import type { DkimRecord, DomainDns } from '../facts/domain-dns.ts';
import type { Identity } from '../facts/identity.ts';
import { type DkimKey, judgeDkimKey } from './dkim-key.ts';
import { type Dmarc, judgeDmarc } from './dmarc.ts';
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
      dkim: identity.kind === 'domain' && aligned(identity.name, dns.domain, record?.strictDkim),
      spf: dns.mailFrom !== undefined && aligned(dns.mailFrom.domain, dns.domain, record?.strictSpf),
    },
  };
}

/** RFC 7489, 3.1: strictly the same domain, or one organization's. */
const aligned = (one: string, other: string, strict = false): boolean =>
  one === other || (!strict && (getDomain(one) ?? one) === (getDomain(other) ?? other));

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

function dmarcOf({ dmarc, domain }: DomainDns): DnsView['dmarc'] {
  let last: DnsView['dmarc'] = { state: 'none', at: domain };
  for (const { domain: at, txt } of dmarc) {
    if (isUnanswered(txt)) return 'unknown';
    last = { ...judgeDmarc(valueIn(txt) ?? []), at };
    if (last.state !== 'none') return last;
  }
  return last;
}

const isUnanswered = (fact: Fact<unknown>): boolean => fact.state === 'failed' || fact.state === 'denied';
