import type { Step, Words } from '../finding.ts';

interface About {
  readonly region: string;
  readonly name: string;
}

interface MailFrom {
  readonly domain: string;
  readonly status: string;
  readonly rejects: boolean;
}

const errors: ReadonlyMap<string, string> = new Map([
  ['DNS_SERVER_ERROR', 'the domain’s name servers did not answer SES'],
  ['HOST_NOT_FOUND', 'SES did not find the domain in DNS'],
  ['INVALID_VALUE', 'SES found DKIM records with other values'],
  ['TYPE_NOT_FOUND', 'SES did not find the DKIM records'],
  ['SERVICE_ERROR', 'SES had a failure of its own'],
]);

const setMailFrom = ({ name, region }: About, domain: string): string =>
  `aws sesv2 put-email-identity-mail-from-attributes --email-identity ${name} --mail-from-domain ${domain} --behavior-on-mx-failure USE_DEFAULT_VALUE --region ${region}`;

const create = (domain: string, region: string): Step => ({
  say: 'Create the domain identity and publish the three CNAME records that it answers with.',
  command: `aws sesv2 create-email-identity --email-identity ${domain} --dkim-signing-attributes NextSigningKeyLength=RSA_2048_BIT --region ${region}`,
});

export const identityWords = {
  identity: ({
    region,
    domain,
    verified,
    state,
    error,
  }: {
    region: string;
    domain: string;
    verified: boolean;
    state: string;
    error: string | undefined;
  }): Words => {
    if (verified) return { found: `SES has verified ${domain}.` };
    const why = 'SES refuses every email from it in this Region.';
    if (state === 'absent') {
      return {
        found: `SES knows neither ${domain}, nor a parent of it, nor the From address.`,
        why,
        fix: [create(domain, region)],
      };
    }
    return {
      found: `SES has not verified ${domain}: ${state}${error === undefined ? '' : `, because ${errors.get(error) ?? error}`}.`,
      why,
      fix: [
        {
          say: 'Publish the DKIM records that the DNS finding names. SES looks again by itself, for 72 hours.',
          command: `aws sesv2 get-email-identity --email-identity ${domain} --query '[VerificationStatus,VerificationInfo,DkimAttributes]' --region ${region}`,
        },
      ],
    };
  },

  'identity-in-other-region': ({
    region,
    domain,
    elsewhere,
  }: {
    region: string;
    domain: string;
    elsewhere: readonly { region: string; origin: string | undefined }[];
  }): Words => {
    const origin = elsewhere.find((other) => other.origin !== undefined)?.origin;
    return {
      found: `${domain} is verified in ${elsewhere.map((other) => other.region).join(', ')}, and mail is sent from ${region}, where it is not.`,
      why: 'An identity belongs to one Region: here SES refuses every email from it.',
      fix: [
        origin === undefined
          ? create(domain, region)
          : {
              say: 'Create it here so that it signs with the DKIM records that are published already (if it exists here unverified, delete it first).',
              command: `aws sesv2 create-email-identity --email-identity ${domain} --dkim-signing-attributes DomainSigningAttributesOrigin=${origin} --region ${region}`,
            },
        {
          say: 'Then give it a MAIL FROM domain of this Region, whose MX record is another.',
          command: setMailFrom({ name: domain, region }, `bounce-${region}.${domain}`),
        },
      ],
    };
  },

  'domain-identity': ({ region, name, kind, domain }: About & { kind: string; domain: string }): Words =>
    kind === 'domain'
      ? { found: `Mail is sent from a domain identity, ${name}.` }
      : {
          found: `Only the address ${name} is verified, not its domain.`,
          why: 'Nothing vouches for the domain (no DKIM, no SPF of its own), so mailbox providers put codes into spam.',
          fix: [create(domain, region)],
        },

  'dkim-signing': ({ region, name, signing, status }: About & { signing: boolean; status: string }): Words =>
    signing && status === 'SUCCESS'
      ? { found: 'SES signs with DKIM.' }
      : {
          found: signing ? `DKIM is not set up: ${status}.` : 'DKIM signing is switched off.',
          why: 'Unsigned mail fails DMARC wherever SPF does not help, and lands in spam.',
          fix: signing
            ? [{ say: 'Publish the DKIM records that the DNS finding names.' }]
            : [
                {
                  say: 'Switch it on.',
                  command: `aws sesv2 put-email-identity-dkim-attributes --email-identity ${name} --signing-enabled --region ${region}`,
                },
              ],
        },

  'dkim-key-length': ({ region, name, keyLength }: About & { keyLength: string }): Words =>
    keyLength === 'RSA_1024_BIT'
      ? {
          found: 'DKIM signs with a key of 1,024 bits.',
          why: 'RFC 8301 asks for 2,048; some receivers trust a shorter one less.',
          fix: [
            {
              say: 'Have SES make longer keys; the DNS records stay as they are.',
              command: `aws sesv2 put-email-identity-dkim-signing-attributes --email-identity ${name} --signing-attributes-origin AWS_SES --signing-attributes NextSigningKeyLength=RSA_2048_BIT --region ${region}`,
            },
          ],
        }
      : { found: 'DKIM signs with a key of 2,048 bits.' },

  'mail-from': ({ region, name, mailFrom }: About & { mailFrom: MailFrom | undefined }): Words => {
    if (mailFrom === undefined) {
      return {
        found: 'There is no MAIL FROM domain of your own.',
        why: 'SPF then vouches for amazonses.com, not for you: DMARC hangs on DKIM alone.',
        fix: [
          {
            say: 'Set one, a subdomain used for nothing else, and publish its MX and TXT record.',
            command: setMailFrom({ name, region }, `bounce-${region}.${name}`),
          },
        ],
      };
    }
    if (mailFrom.status === 'SUCCESS') return { found: `The MAIL FROM domain ${mailFrom.domain} is set up.` };
    return {
      found: `The MAIL FROM domain ${mailFrom.domain} is not set up: ${mailFrom.status}.`,
      why: mailFrom.rejects
        ? 'SES rejects every email until it is (REJECT_MESSAGE).'
        : 'SES uses its own MAIL FROM meanwhile: mail goes out, and SPF does not vouch for you.',
      fix: [
        { say: 'Publish the records that the DNS finding names.' },
        ...(mailFrom.rejects
          ? [{ say: 'Let mail out meanwhile.', command: setMailFrom({ name, region }, mailFrom.domain) }]
          : []),
      ],
    };
  },

  'mail-from-on-failure': ({ region, name, mailFrom }: About & { mailFrom: MailFrom }): Words =>
    mailFrom.rejects
      ? {
          found: 'Mail is rejected whenever the MX record of the MAIL FROM domain cannot be found.',
          why: 'A slip in DNS would stop every code.',
          fix: [
            {
              say: 'Let SES use its own MAIL FROM then.',
              command: setMailFrom({ name, region }, mailFrom.domain),
            },
          ],
        }
      : { found: 'Without the MX record of the MAIL FROM domain, mail would go out all the same.' },
};
