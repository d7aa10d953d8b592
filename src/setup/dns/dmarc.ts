/** What a receiver makes of a name's DMARC records. RFC 9989, which took the place of RFC 7489. */
export type Dmarc =
  | { readonly state: 'none' }
  /** Receivers treat the domain as one without DMARC. */
  | { readonly state: 'invalid'; readonly why: string }
  | { readonly state: 'valid'; readonly record: DmarcRecord };

export interface DmarcRecord {
  /** `none`, `quarantine` or `reject`, for the domain itself and for its subdomains. */
  readonly policy: string;
  readonly subdomainPolicy: string;
  /** Whether the domains of DKIM and SPF have to be the From domain exactly, not only of the same organization. */
  readonly strictDkim: boolean;
  readonly strictSpf: boolean;
  /** Whether anybody receives the reports. */
  readonly reported: boolean;
  /** `y`: a registry's own domain; `n`: an organization's, whatever stands above it. */
  readonly psd?: string;
  /** What stands there and counts for nothing. */
  readonly ignored: readonly string[];
}

const policy = /^(none|quarantine|reject)$/i;
const reportAddress = String.raw`mailto:[^\s,!@]+@[^\s,!@]+(!\d+[kmgt]?)?`;

/** The tags that matter, and their values; receivers fall back to the default where a value is none of these. */
const values: Readonly<Record<string, RegExp>> = {
  p: policy,
  sp: policy,
  np: policy,
  adkim: /^[rs]$/i,
  aspf: /^[rs]$/i,
  fo: /^[01ds](\s*:\s*[01ds])*$/i,
  psd: /^[ynu]$/i,
  t: /^[yn]$/i,
  rua: new RegExp(`^${reportAddress}(\\s*,\\s*${reportAddress})*$`, 'i'),
};

/** @param txt The TXT records of `_dmarc.<domain>`. */
export function judgeDmarc(txt: readonly string[]): Dmarc {
  // 4.10: records of any other kind are not looked at, and of several none is.
  const [text, ...others] = txt.filter((record) => /^[vV][ \t]*=[ \t]*DMARC1[ \t]*(;|$)/.test(record));
  if (text === undefined) return { state: 'none' };
  if (others.length > 0)
    return { state: 'invalid', why: `there are ${others.length + 1} records instead of one` };
  const tags = new Map<string, string>();
  const ignored: string[] = [];
  for (const part of text
    .split(';')
    .map((piece) => piece.trim())
    .filter(Boolean)) {
    const [, name = '', value = ''] = part.match(/^(\w+)\s*=\s*(.*)$/s) ?? [];
    const tag = name.toLowerCase();
    if (tags.has(tag)) return { state: 'invalid', why: `the tag ${name} stands there twice` };
    if (name === '' || (Object.hasOwn(values, tag) && !values[tag]?.test(value.trim()))) ignored.push(part);
    else tags.set(tag, value.trim());
  }
  // 4.10.1: without a policy a record still asks for reports, if it names somebody to receive them.
  const p = tags.get('p')?.toLowerCase() ?? (tags.has('rua') ? 'none' : undefined);
  const wrong = ignored.find((part) => /^(p|sp|np)\s*=/i.test(part));
  if (p === undefined || wrong !== undefined) {
    return {
      state: 'invalid',
      why:
        wrong === undefined ? 'it has no policy (p=none, p=quarantine or p=reject)' : `${wrong} is no policy`,
    };
  }
  const psd = tags.get('psd')?.toLowerCase();
  return {
    state: 'valid',
    record: {
      policy: p,
      subdomainPolicy: tags.get('sp')?.toLowerCase() ?? p,
      strictDkim: tags.get('adkim')?.toLowerCase() === 's',
      strictSpf: tags.get('aspf')?.toLowerCase() === 's',
      reported: tags.has('rua'),
      ...(psd && { psd }),
      ignored,
    },
  };
}

/**
 * The names at which a DMARC record of a domain may be: its own, then each parent. 4.10: eight questions at most, so
 * what is longer than eight labels is cut to seven.
 */
export function dmarcNames(domain: string): string[] {
  const labels = domain.split('.');
  const rest = labels.length > 8 ? labels.slice(-7) : labels.slice(1);
  return [domain, ...rest.map((_, index) => rest.slice(index).join('.'))];
}

/**
 * The domain of the organization that a From domain belongs to. 4.10.2: the first record that says so by `psd`, else the
 * shortest name that has a record, else the domain itself.
 *
 * @param found What was judged valid, longest name first.
 */
export function organizationalDomain(
  domain: string,
  found: readonly { readonly at: string; readonly record: DmarcRecord }[],
): string {
  for (const { at, record } of found) {
    if (record.psd === 'n') return at;
    if (record.psd === 'y' && at !== domain)
      return domain
        .split('.')
        .slice(-at.split('.').length - 1)
        .join('.');
  }
  return found.at(-1)?.at ?? domain;
}
