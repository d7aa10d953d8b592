import type { DkimKey } from '../dns/dkim-key.ts';
import type { Dmarc } from '../dns/dmarc.ts';
import type { Spf } from '../dns/spf.ts';
import type { Words } from '../finding.ts';

interface About {
  readonly region: string;
  readonly domain: string;
}

const spfRecord = 'v=spf1 include:amazonses.com ~all';

export const dnsWords = {
  'dns-dkim': ({
    count,
    amiss,
  }: About & {
    count: number;
    amiss: readonly { name: string; target: string | undefined; found: string | undefined }[];
  }): Words =>
    amiss.length === 0
      ? { found: count === 1 ? 'The DKIM record is published.' : `All ${count} DKIM records are published.` }
      : {
          found: `${amiss.length} of ${count} DKIM records ${amiss.length === 1 ? 'is' : 'are'} not as SES wants ${amiss.length === 1 ? 'it' : 'them'}: ${amiss
            .map(({ name, found }) => `${name} ${found === undefined ? 'is missing' : `leads to ${found}`}`)
            .join('; ')}.`,
          why: 'SES does not verify the domain, or takes that back; receivers find no key and put codes into spam.',
          fix: amiss.map(({ name, target }) =>
            target === undefined
              ? { say: `Publish the public half of your own DKIM key as TXT record of ${name}.` }
              : { say: 'Publish in DNS:', record: `${name} CNAME ${target}` },
          ),
        },

  'dns-dkim-key': ({ key }: About & { key: DkimKey }): Words => {
    switch (key.state) {
      case 'valid':
        return key.type === 'rsa' && key.bits < 2048
          ? {
              found: `The published DKIM key has ${key.bits} bits.`,
              why: 'RFC 8301 asks for 2,048, and forbids less than 1,024.',
              fix: [{ say: 'Have SES make longer keys, as the identity’s finding says.' }],
            }
          : { found: `The published DKIM key is ${key.type}, ${key.bits} bits.` };
      case 'none':
        return {
          found: 'The DKIM records lead nowhere: there is no key.',
          why: 'Receivers cannot check a signature.',
          fix: [
            {
              say: 'Compare the targets with DkimAttributes.Tokens and SigningHostedZone of get-email-identity.',
            },
          ],
        };
      default:
        return {
          found: `The published DKIM key is no good: ${key.why}.`,
          why: 'Receivers cannot check a signature.',
          fix: [{ say: 'Publish one key, as its own TXT record.' }],
        };
    }
  },

  'dns-mail-from-mx': ({
    region,
    name,
    exchanges,
    right,
  }: About & { name: string; exchanges: readonly string[]; right: boolean }): Words => {
    if (right) return { found: `${name} has its one MX record.` };
    return {
      found:
        exchanges.length === 0
          ? `${name} has no MX record.`
          : `${name} has ${exchanges.length > 1 ? `${exchanges.length} MX records` : 'another MX record'}: ${exchanges.join(', ')}.`,
      why: 'SES takes exactly one, its own of this Region; otherwise it uses its own MAIL FROM domain, or rejects the mail if the identity says so. Bounces get lost.',
      fix: [
        {
          say: 'Publish in DNS, and no other MX of that name:',
          record: `${name} MX 10 feedback-smtp.${region}.amazonses.com`,
        },
      ],
    };
  },

  'dns-spf': ({ name, spf }: About & { name: string; spf: Spf }): Words => {
    const fix = [
      { say: 'Publish in DNS, and no other SPF record of that name:', record: `${name} TXT "${spfRecord}"` },
    ];
    const why = 'SPF does not vouch for the mail: DMARC hangs on DKIM alone.';
    switch (spf.state) {
      case 'none':
      case 'unknown':
        return { found: `${name} has no SPF record.`, why, fix };
      case 'invalid':
        return { found: `The SPF record of ${name} counts for nothing: ${spf.why}.`, why, fix };
      default:
        if (!spf.authorizesSes)
          return { found: `The SPF record of ${name} does not let SES send.`, why, fix };
        return spf.authorizesAll
          ? {
              found: `The SPF record of ${name} lets everybody send (+all).`,
              why: 'Anybody can send in your name.',
              fix,
            }
          : { found: `The SPF record of ${name} lets SES send.` };
    }
  },

  'dns-dmarc': ({
    domain,
    dmarc,
    policy,
  }: About & { dmarc: Dmarc & { readonly at: string }; policy: string | undefined }): Words => {
    if (dmarc.state === 'valid') {
      const { ignored, reported } = dmarc.record;
      const found = `The DMARC policy is p=${policy}${dmarc.at === domain ? '' : `, by the record of ${dmarc.at}`}${reported ? '' : '; nobody receives the reports (rua=)'}.`;
      return ignored.length === 0
        ? { found }
        : {
            found: `${found} Of its record, this counts for nothing: ${ignored.join('; ')}.`,
            why: 'Receivers go by the defaults there, which is not what was meant.',
            fix: [{ say: `Correct the TXT record of _dmarc.${dmarc.at}.` }],
          };
    }
    return {
      found:
        dmarc.state === 'none'
          ? 'There is no DMARC record.'
          : `The DMARC record of ${dmarc.at} counts for nothing: ${dmarc.why}.`,
      why: 'Gmail and Yahoo want one of everybody who sends much, and anybody can write in your name.',
      fix: [
        {
          say: 'Publish in DNS; tighten it when the reports say that your own mail passes:',
          record: `_dmarc.${dmarc.state === 'none' ? domain : dmarc.at} TXT "v=DMARC1; p=none; rua=mailto:REPORTS@YOUR.DOMAIN"`,
        },
      ],
    };
  },

  'dmarc-alignment': ({
    domain,
    alignment,
    policy,
  }: About & {
    alignment: { readonly dkim: boolean; readonly spf: boolean };
    policy: string | undefined;
  }): Words => {
    if (alignment.dkim && alignment.spf)
      return { found: 'The domains of DKIM and SPF count as the From address’s.' };
    const misaligned = [...(alignment.dkim ? [] : ['DKIM']), ...(alignment.spf ? [] : ['SPF'])].join(' and ');
    return {
      found: `For DMARC, the domain of ${misaligned} does not count as ${domain}.`,
      why:
        misaligned === 'DKIM and SPF'
          ? `Every email fails DMARC${policy === undefined || policy === 'none' ? '' : `, and receivers are told to ${policy} it`}.`
          : `DMARC hangs on ${alignment.dkim ? 'DKIM' : 'SPF'} alone: if that fails once, so does the email.`,
      fix: [
        ...(alignment.spf
          ? []
          : [
              {
                say: `Give the identity a MAIL FROM domain under ${domain}, and leave aspf=s out of the DMARC record: a MAIL FROM domain is always a subdomain.`,
              },
            ]),
        ...(alignment.dkim
          ? []
          : [{ say: `Send from a domain identity of ${domain} itself, or leave adkim=s out.` }]),
      ],
    };
  },

  'ses-and-dns-agree': ({
    region,
    name,
    differences,
  }: About & {
    name: string;
    differences: readonly { what: string; ses: boolean; dns: boolean }[];
  }): Words =>
    differences.length === 0
      ? { found: 'SES and DNS say the same.' }
      : {
          found: differences
            .map(({ what, ses }) =>
              ses
                ? `SES believes that ${what} is set up, and DNS does not show it`
                : `DNS shows ${what} as it should be, and SES does not believe it yet`,
            )
            .join('; ')
            .concat('.'),
          why: 'SES looks at DNS now and then: what it believes becomes what DNS shows, for better or worse.',
          fix: [
            {
              say: 'Correct DNS where it is wrong. Where it is right, wait for SES, or ask it what it saw; a change takes its time to live to spread.',
              command: `aws sesv2 get-email-identity --email-identity ${name} --query '[VerificationInfo,DkimAttributes,MailFromAttributes]' --region ${region}`,
            },
          ],
        },
};
