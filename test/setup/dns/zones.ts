import type { Zone } from '../../../playground/dns.ts';

/** A zone that is looked at by our rules and by two others who know DNS, and what ours make of it. */
export interface JudgedZone {
  readonly what: string;
  readonly about: 'spf' | 'dmarc' | 'dkim';
  readonly records: Readonly<Record<string, readonly string[] | 'SERVFAIL'>>;
  /** SPF: whether SES may send. DMARC: the policy. DKIM: bits. Or none, invalid, unknown. */
  readonly ours: string;
}

export const mailFrom = 'bounce.auth.example.com';
export const domain = 'auth.example.com';
export const dkimName = `one._domainkey.${domain}`;

/** Stands for Amazon's own record, with addresses that belong to nobody. */
const behind: JudgedZone['records'] = {
  'amazonses.com TXT': ['v=spf1 ip4:192.0.2.0/24 -all'],
  [`${mailFrom} MX`]: ['10 feedback-smtp.eu-west-1.amazonses.com'],
  [`${mailFrom} A`]: ['203.0.113.1'],
  'feedback-smtp.eu-west-1.amazonses.com A': ['192.0.2.9'],
  // Who receives reports has to have a mail server.
  'example.com MX': ['10 mail.example.com'],
  'mail.example.com A': ['203.0.113.2'],
  'example.com A': ['203.0.113.3'],
};

export const zoneOf = ({ records }: JudgedZone): Zone => new Map(Object.entries({ ...behind, ...records }));

const spf = (
  what: string,
  ours: string,
  txt: readonly string[] | 'SERVFAIL',
  more: JudgedZone['records'] = {},
): JudgedZone => ({
  what,
  about: 'spf',
  ours,
  records: { ...more, [`${mailFrom} TXT`]: txt },
});
const dmarc = (
  what: string,
  ours: string,
  txt: readonly string[] | 'SERVFAIL',
  more: JudgedZone['records'] = {},
): JudgedZone => ({
  what,
  about: 'dmarc',
  ours,
  records: { ...more, [`_dmarc.${domain} TXT`]: txt },
});
const dkim = (what: string, ours: string, txt: readonly string[] | 'SERVFAIL'): JudgedZone => ({
  what,
  about: 'dkim',
  ours,
  records: { [`${dkimName} TXT`]: txt },
});

const includes = (count: number): JudgedZone['records'] =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `s${index}.example.net TXT`,
      ['v=spf1 ip4:198.51.100.1 -all'],
    ]),
  );
const includeAll = (count: number): string =>
  Array.from({ length: count }, (_, index) => `include:s${index}.example.net`).join(' ');

export const rsa2048 =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxws0Kid7GnZxcgB1tu9jhE0Gztrlf0DFsUbZtzjtZ395umK/KcYMel5U7qUzp4BLtgxQcZstkZDPORFW64pbLzgnoZvScU0Ds2zLVBJodYuwiDCJLTCSrWMUBLs27601rjns71tXh7xAlcYmtts28ETOrcWOHTFpKNZBnooDG0Zy6NtpHgs3PJ1ecF3YmGgxGjEwJ3Q9591bu98CnUNqj0H0/T1KSmhXQ+E6S48gw/iAGpzxHjWUv4a5iNerlDt6JpNrrVWfku0tSdLUfZY62qYx0I2k3i0uF49aB19DM8cDlqVxHh2CqL10cuhyiORUZxL8Ex+VPaSVa0faSZqcPQIDAQAB';
const rsa1024 =
  'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC3YZAnce3gL6Js9JbpRvmaqZzXiRM2+GfCl9MKBmvhCj3E5C9ugTvFJZU88CH98dGifme3DYCsVyOVGL2OZ6cuzCdNlItOUAeniIHSRn9c+E/RiEKGsdFsHeHKeD2bJI79+WiBv2E5/OFGI9XknGUCrlmKfUcKipupwUq6KT2MjQIDAQAB';

// biome-ignore format: one line a zone
export const zones: readonly JudgedZone[] = [
  spf('as AWS has it', 'ses', ['v=spf1 include:amazonses.com ~all']),
  spf('with a hard end', 'ses', ['v=spf1 include:amazonses.com -all']),
  spf('with a neutral end', 'ses', ['v=spf1 include:amazonses.com ?all']),
  spf('without an end', 'ses', ['v=spf1 include:amazonses.com']),
  spf('in capitals', 'ses', ['V=SPF1 INCLUDE:amazonses.com ~ALL']),
  spf('beside texts of other kinds', 'ses', ['google-site-verification=abc', 'v=spf1 include:amazonses.com ~all', 'v=spf10 nonsense']),
  spf('after addresses', 'ses', ['v=spf1 ip4:198.51.100.7 ip6:2001:db8::/32 include:amazonses.com -all']),
  spf('by way of another', 'ses', ['v=spf1 include:inner.example.net -all'], { 'inner.example.net TXT': ['v=spf1 include:amazonses.com -all'] }),
  spf('by a redirect', 'ses', ['v=spf1 redirect=inner.example.net'], { 'inner.example.net TXT': ['v=spf1 include:amazonses.com -all'] }),
  spf('with an unknown modifier', 'ses', ['v=spf1 include:amazonses.com x-note=hello ~all']),
  spf('with ten look-ups', 'ses', [`v=spf1 ${includeAll(9)} include:amazonses.com ~all`], includes(9)),
  spf('with doubled spaces', 'ses', ['v=spf1  include:amazonses.com   ~all']),
  spf('with a plus', 'ses', ['v=spf1 +include:amazonses.com ~all']),
  spf('everybody may', 'all', ['v=spf1 +all']),
  spf('everybody may, unsaid', 'all', ['v=spf1 include:amazonses.com all']),
  spf('nobody may', 'not ses', ['v=spf1 -all']),
  spf('others may', 'not ses', ['v=spf1 ip4:198.51.100.7 -all']),
  spf('SES stands behind the end', 'not ses', ['v=spf1 -all include:amazonses.com']),
  spf('SES is turned away', 'not ses', ['v=spf1 -include:amazonses.com ~all']),
  spf('an empty record', 'not ses', ['v=spf1']),
  spf('no record', 'no record', ['something else']),
  spf('another version', 'no record', ['v=spf2 include:amazonses.com ~all']),
  spf('no space after the version', 'no record', ['v=spf1include:amazonses.com']),
  spf('two records', 'invalid', ['v=spf1 include:amazonses.com ~all', 'v=spf1 -all']),
  spf('a term that there is not', 'invalid', ['v=spf1 includes:amazonses.com ~all']),
  spf('an address that is none', 'invalid', ['v=spf1 ip4:300.1.2.3 include:amazonses.com ~all']),
  spf('a prefix that is none', 'invalid', ['v=spf1 ip4:198.51.100.0/33 include:amazonses.com ~all']),
  spf('an include of nothing', 'invalid', ['v=spf1 include: include:amazonses.com ~all']),
  spf('an include without a record', 'invalid', ['v=spf1 include:empty.example.net include:amazonses.com ~all'], { 'empty.example.net TXT': ['hello'] }),
  spf('an include of itself', 'invalid', [`v=spf1 include:${mailFrom} ~all`]),
  spf('eleven look-ups', 'invalid', [`v=spf1 ${includeAll(10)} include:amazonses.com ~all`], includes(10)),
  spf('two redirects', 'invalid', ['v=spf1 redirect=inner.example.net redirect=other.example.net'], { 'inner.example.net TXT': ['v=spf1 -all'], 'other.example.net TXT': ['v=spf1 -all'] }),
  spf('a redirect to nothing', 'invalid', ['v=spf1 redirect=empty.example.net'], { 'empty.example.net TXT': ['hello'] }),
  spf('a name server that fails', 'unknown', 'SERVFAIL'),

  dmarc('watching', 'none', ['v=DMARC1; p=none; rua=mailto:dmarc@example.com']),
  dmarc('watching, bare', 'none', ['v=DMARC1; p=none']),
  dmarc('with a last semicolon', 'none', ['v=DMARC1; p=none;']),
  dmarc('quarantine', 'quarantine', ['v=DMARC1; p=quarantine; rua=mailto:dmarc@example.com']),
  dmarc('reject', 'reject', ['v=DMARC1; p=reject; rua=mailto:dmarc@example.com']),
  dmarc('in capitals', 'reject', ['v=DMARC1; P=REJECT']),
  dmarc('without spaces', 'reject', ['v=DMARC1;p=reject;sp=none']),
  dmarc('with spaces around', 'reject', ['v = DMARC1 ; p = reject']),
  dmarc('strict', 'reject', ['v=DMARC1; p=reject; adkim=s; aspf=s']),
  dmarc('beside a text of another kind', 'reject', ['v=DMARC1; p=reject', 'hello']),
  dmarc('a size after the address', 'none', ['v=DMARC1; p=none; rua=mailto:dmarc@example.com!10m']),
  dmarc('two addresses', 'none', ['v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.com']),
  dmarc('inherited', 'reject', [], { '_dmarc.example.com TXT': ['v=DMARC1; p=reject'] }),
  dmarc('inherited, for subdomains', 'quarantine', [], { '_dmarc.example.com TXT': ['v=DMARC1; p=reject; sp=quarantine'] }),
  dmarc('its own before the organization’s', 'none', ['v=DMARC1; p=none'], { '_dmarc.example.com TXT': ['v=DMARC1; p=reject'] }),
  dmarc('the organization’s before the registry’s', 'reject', [], { '_dmarc.example.com TXT': ['v=DMARC1; p=reject'], '_dmarc.com TXT': ['v=DMARC1; p=none; psd=y'] }),
  dmarc('the registry’s', 'quarantine', [], { '_dmarc.com TXT': ['v=DMARC1; p=quarantine; psd=y'] }),
  dmarc('no record', 'no record', []),
  dmarc('a text of another kind', 'no record', ['hello']),
  dmarc('the policy first', 'no record', ['p=reject; v=DMARC1']),
  dmarc('another version', 'no record', ['v=DMARC2; p=reject']),
  dmarc('the version in small letters', 'no record', ['v=dmarc1; p=reject']),
  dmarc('two records', 'invalid', ['v=DMARC1; p=none', 'v=DMARC1; p=reject']),
  dmarc('no policy', 'invalid', ['v=DMARC1;']),
  dmarc('a policy that there is not', 'invalid', ['v=DMARC1; p=block']),
  dmarc('a policy for subdomains that there is not', 'invalid', ['v=DMARC1; p=none; sp=block']),
  dmarc('no policy, but reports', 'none', ['v=DMARC1; rua=mailto:dmarc@example.com']),
  dmarc('a tag twice', 'invalid', ['v=DMARC1; p=none; p=reject']),
  dmarc('an alignment that there is not', 'reject, but', ['v=DMARC1; p=reject; adkim=strict']),
  dmarc('an address without its scheme', 'none, but', ['v=DMARC1; p=none; rua=dmarc@example.com']),
  dmarc('something without a sign', 'none, but', ['v=DMARC1; p=none; hello']),
  dmarc('a name server that fails', 'unknown', 'SERVFAIL'),

  dkim('as SES publishes it', '2048', [`p=${rsa2048}`]),
  dkim('with a version', '2048', [`v=DKIM1; k=rsa; p=${rsa2048}`]),
  dkim('with spaces in it', '2048', [`v=DKIM1; k=rsa; p=${rsa2048.slice(0, 60)} ${rsa2048.slice(60)}`]),
  dkim('short', '1024', [`p=${rsa1024}`]),
  dkim('of another kind', '256', ['v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=']),
  dkim('for email', '2048', [`v=DKIM1; s=email; p=${rsa2048}`]),
  dkim('revoked', 'invalid', ['v=DKIM1; p=']),
  dkim('of no meaning', 'invalid', ['v=DKIM1; p=bm90IGEga2V5']),
  dkim('of another version', 'invalid', [`v=DKIM2; p=${rsa2048}`]),
  dkim('not for email', 'invalid', [`v=DKIM1; s=other; p=${rsa2048}`]),
  dkim('for SHA-1', 'invalid', [`v=DKIM1; h=sha1; p=${rsa2048}`]),
  dkim('no key', 'no record', []),
];
