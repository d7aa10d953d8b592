/** What a receiver makes of a name's DMARC records. */
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
}

const policies = ['none', 'quarantine', 'reject'];

/** The tags whose values are fixed. RFC 7489, 6.3; unknown tags are ignored. */
const values: Readonly<Record<string, RegExp>> = {
  p: /^(none|quarantine|reject)$/i,
  sp: /^(none|quarantine|reject)$/i,
  np: /^(none|quarantine|reject)$/i,
  adkim: /^[rs]$/i,
  aspf: /^[rs]$/i,
  pct: /^(100|\d?\d)$/,
  fo: /^[01ds](\s*:\s*[01ds])*$/i,
  ri: /^\d+$/,
  rua: /^\s*mailto:[^\s,!@]+@[^\s,!]+(!\d+[kmgt]?)?(\s*,\s*mailto:[^\s,!@]+@[^\s,!]+(!\d+[kmgt]?)?)*\s*$/i,
};

/** @param txt The TXT records of `_dmarc.<domain>`. */
export function judgeDmarc(txt: readonly string[]): Dmarc {
  // RFC 7489, 6.6.3: records of any other kind are not looked at.
  const [text, ...others] = txt.filter((record) => /^v\s*=\s*DMARC1\s*(;|$)/.test(record));
  if (text === undefined) return { state: 'none' };
  if (others.length > 0)
    return { state: 'invalid', why: `there are ${others.length + 1} records instead of one` };
  const tags = new Map<string, string>();
  for (const part of text
    .split(';')
    .map((piece) => piece.trim())
    .filter(Boolean)) {
    const [, name = '', value = ''] = part.match(/^(\w+)\s*=\s*(.*)$/s) ?? [];
    if (name === '') return { state: 'invalid', why: `“${part}” is not of the form tag=value` };
    if (tags.has(name.toLowerCase())) return { state: 'invalid', why: `the tag ${name} stands there twice` };
    tags.set(name.toLowerCase(), value.trim());
  }
  for (const [name, pattern] of Object.entries(values)) {
    const value = tags.get(name);
    if (value !== undefined && !pattern.test(value))
      return { state: 'invalid', why: `${name}=${value} is not a value of that tag` };
  }
  const policy = tags.get('p')?.toLowerCase();
  if (policy === undefined || !policies.includes(policy))
    return { state: 'invalid', why: 'it has no policy (p=none, p=quarantine or p=reject)' };
  return {
    state: 'valid',
    record: {
      policy,
      subdomainPolicy: tags.get('sp')?.toLowerCase() ?? policy,
      strictDkim: tags.get('adkim')?.toLowerCase() === 's',
      strictSpf: tags.get('aspf')?.toLowerCase() === 's',
      reported: tags.has('rua'),
    },
  };
}
