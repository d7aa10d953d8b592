import type { FromDomain, SendingRegion } from '../facts/facts.ts';
import type { Identity } from '../facts/ses/identity.ts';
import { judge, type Verdict, verdict } from '../verdict.ts';

export function identityRules({ region, preferred }: SendingRegion, sender: FromDomain): readonly Verdict[] {
  const { domain, identity, verifiedIn } = sender;
  const subject = `identity ${domain}, ${region}`;
  const missing = preferred ? 'problem' : 'warning';
  const elsewhere = verifiedIn.map(({ region: name, identity: { dkim, kind } }) => ({
    region: name,
    // What cannot be followed: an address has no DKIM of its own, and somebody's own keys are not SES's to copy.
    origin: kind === 'address' || dkim.origin === 'EXTERNAL' ? undefined : originOf(dkim.origin, name),
  }));
  return judge(
    identity,
    { id: 'identity', subject, what: `Whether ${domain} is verified in ${region}` },
    {
      absent: () => [
        elsewhere.length > 0
          ? verdict('identity-in-other-region', missing, { subject, region, domain, elsewhere })
          : verdict('identity', missing, {
              subject,
              region,
              domain,
              verified: false,
              state: 'absent',
              error: undefined,
            }),
      ],
      known: (known) => [
        verdict('identity', known.verified ? 'ok' : missing, {
          subject,
          region,
          domain: known.name,
          verified: known.verified,
          state: known.status,
          error: known.error,
        }),
        ...(known.verified || elsewhere.length === 0
          ? []
          : [verdict('identity-in-other-region', 'warning', { subject, region, domain, elsewhere })]),
        ...authenticationRules(known, { subject, region, domain }),
      ],
    },
  );
}

interface About {
  readonly subject: string;
  readonly region: string;
  /** The From address's. */
  readonly domain: string;
}

function authenticationRules(identity: Identity, { subject, region, domain }: About): readonly Verdict[] {
  const { name, kind, dkim, mailFrom } = identity;
  const about = { subject, region, name };
  return [
    verdict('domain-identity', kind === 'domain' ? 'ok' : 'warning', { ...about, kind, domain }),
    // A domain is verified by its DKIM records: until it is, that is what the identity's finding says.
    ...(identity.verified
      ? [
          verdict('dkim-signing', dkim.signing && dkim.status === 'SUCCESS' ? 'ok' : 'problem', {
            ...about,
            signing: dkim.signing,
            status: dkim.status,
          }),
        ]
      : []),
    ...(dkim.keyLength === undefined
      ? []
      : [
          verdict('dkim-key-length', dkim.keyLength === 'RSA_1024_BIT' ? 'warning' : 'ok', {
            ...about,
            keyLength: dkim.keyLength,
          }),
        ]),
    ...(mailFrom === undefined
      ? [verdict('mail-from', 'warning', { ...about, mailFrom: undefined })]
      : [
          verdict('mail-from', mailFromLevel(mailFrom), { ...about, mailFrom }),
          verdict('mail-from-on-failure', mailFrom.rejects ? 'warning' : 'ok', { ...about, mailFrom }),
        ]),
  ];
}

const mailFromLevel = ({
  status,
  rejects,
}: NonNullable<Identity['mailFrom']>): 'ok' | 'warning' | 'problem' =>
  status === 'SUCCESS' ? 'ok' : rejects ? 'problem' : 'warning';

/** Whose DKIM records a new identity would follow; SES lets nobody follow an identity that itself follows another. */
const originOf = (origin: string, region: string): string =>
  origin === 'AWS_SES' ? `AWS_SES_${region.toUpperCase().replaceAll('-', '_')}` : origin;
