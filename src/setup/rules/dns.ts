import { valueIn } from '../../aws/fact.ts';
import { type DnsView, viewDns } from '../dns/view.ts';
import type { FromDomain, SendingRegion } from '../facts/facts.ts';
import type { Identity } from '../facts/ses/identity.ts';
import { type FindingId, type Verdict, verdict } from '../verdict.ts';

/** The world's view of a From domain, and where it is another than SES's. */
export function dnsRules(sendingRegion: SendingRegion, sender: FromDomain): readonly Verdict[] {
  const { region } = sendingRegion;
  const identity = valueIn(sender.identity) ?? sender.verifiedIn[0]?.identity;
  if (sender.dns === undefined || identity === undefined) return [];
  const view = viewDns(sender.dns, identity, region);
  const about = { subject: `DNS of ${sender.domain}`, region, domain: sender.domain };
  return [
    ...dkimRules(view, about),
    ...mailFromRules(view, about),
    ...dmarcRules(view, about),
    ...agreementRules(view, identity, {
      ...about,
      recommendations: recommendationsFor(sendingRegion, sender),
    }),
  ];
}

interface About {
  readonly subject: string;
  readonly region: string;
  readonly domain: string;
}

const unanswered = (id: FindingId, { subject }: About, what: string): Verdict => ({
  id,
  level: 'unknown',
  subject,
  details: { what, state: 'failed', why: 'the name server did not answer' },
});

function dkimRules({ dkim, key }: DnsView, about: About): readonly Verdict[] {
  if (dkim.length === 0) return [];
  const amiss = dkim.filter(({ is }) => is === 'missing' || is === 'wrong');
  const verdicts: Verdict[] = [];
  if (amiss.length === 0 && dkim.some(({ is }) => is === 'unknown')) {
    verdicts.push(unanswered('dns-dkim', about, 'Whether the DKIM records are published'));
  } else {
    verdicts.push(
      verdict('dns-dkim', amiss.length === 0 ? 'ok' : 'problem', {
        ...about,
        count: dkim.length,
        amiss: amiss.map(({ record, found }) => ({ name: record.name, target: record.target, found })),
      }),
    );
  }
  // Where every name is missing there is no key to be found, and that has been said.
  if (key === 'unknown') {
    verdicts.push(unanswered('dns-dkim-key', about, 'Which DKIM key is published'));
  } else if (amiss.length < dkim.length) {
    const level =
      key.state !== 'valid' ? 'problem' : key.type === 'rsa' && key.bits < 2048 ? 'warning' : 'ok';
    verdicts.push(verdict('dns-dkim-key', level, { ...about, key }));
  }
  return verdicts;
}

function mailFromRules({ mailFrom }: DnsView, about: About): readonly Verdict[] {
  if (mailFrom === undefined) return [];
  const { domain: name, mx, exchanges, spf } = mailFrom;
  return [
    mx === 'unknown'
      ? unanswered('dns-mail-from-mx', about, `Whether ${name} has its MX record`)
      : verdict('dns-mail-from-mx', mx === 'right' ? 'ok' : 'problem', {
          ...about,
          name,
          exchanges,
          right: mx === 'right',
        }),
    spf.state === 'unknown'
      ? unanswered('dns-spf', about, `Whether the SPF record of ${name} lets SES send`)
      : verdict(
          'dns-spf',
          spf.state === 'valid' && spf.authorizesSes && !spf.authorizesAll ? 'ok' : 'warning',
          {
            ...about,
            name,
            spf,
          },
        ),
  ];
}

function dmarcRules({ dmarc, policy, alignment }: DnsView, about: About): readonly Verdict[] {
  if (dmarc === 'unknown') return [unanswered('dns-dmarc', about, 'Whether the domain has a DMARC policy')];
  return [
    verdict('dns-dmarc', dmarc.state === 'valid' && dmarc.record.ignored.length === 0 ? 'ok' : 'warning', {
      ...about,
      dmarc,
      policy,
    }),
    verdict(
      'dmarc-alignment',
      alignment.dkim && alignment.spf
        ? 'ok'
        : alignment.dkim || alignment.spf || policy === undefined || policy === 'none'
          ? 'warning'
          : 'problem',
      { ...about, alignment, policy },
    ),
  ];
}

/** SES looks at DNS now and then, and at its own pace; what it believes may be old, or what we see may be local. */
function agreementRules(
  { dkim, mailFrom, dmarc }: DnsView,
  identity: Identity,
  { recommendations, ...about }: About & { readonly recommendations: readonly string[] },
): readonly Verdict[] {
  const isRight = {
    DKIM: rightnessOf(dkim.map(({ is }) => is === 'right')),
    'MAIL FROM': mailFrom && mailFrom.mx !== 'unknown' ? mailFrom.mx === 'right' : undefined,
  };
  const believes = {
    DKIM: identity.dkim.status === 'SUCCESS',
    'MAIL FROM': identity.mailFrom?.status === 'SUCCESS',
  };
  const differences = (['DKIM', 'MAIL FROM'] as const)
    .filter((what) => isRight[what] !== undefined && isRight[what] !== believes[what])
    .map((what) => ({ what, ses: believes[what], dns: isRight[what] === true }));
  const fine: Readonly<Record<string, boolean | undefined>> = {
    DKIM: isRight.DKIM,
    SPF: mailFrom?.spf.state === 'valid' && mailFrom.spf.authorizesSes,
    DMARC: dmarc !== 'unknown' && dmarc.state === 'valid',
  };
  const recommended = recommendations
    .filter((type) => fine[type] === true)
    .map((what) => ({ what, ses: false, dns: true }));
  const all = [...differences, ...recommended];
  return [
    verdict('ses-and-dns-agree', all.length === 0 ? 'ok' : 'warning', {
      ...about,
      name: identity.name,
      differences: all,
    }),
  ];
}

const rightnessOf = (all: readonly boolean[]): boolean | undefined =>
  all.length === 0 ? undefined : all.every(Boolean);

const recommendationsFor = ({ recommendations }: SendingRegion, { domain }: FromDomain): string[] =>
  (valueIn(recommendations) ?? [])
    .filter(({ about }) => about.endsWith(`identity/${domain}`))
    .map(({ type }) => type);
