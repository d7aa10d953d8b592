import { known } from '../../../src/aws/fact.ts';
import { dkimKeys, type GoodFacts } from '../../support/facts.ts';
import { absent, type Case, failed } from '../../support/judged.ts';

const dkim = ({ dns: domain }: GoodFacts, index = 0) => {
  const record = domain.dkim[index];
  if (!record) throw new Error('no such record');
  return record;
};
const mailFrom = ({ dns }: GoodFacts) => {
  if (!dns.mailFrom) throw new Error('no MAIL FROM');
  return dns.mailFrom;
};
const spf = (good: GoodFacts, ...txt: string[]) => {
  mailFrom(good).spf.txt.set('bounce.auth.example.com', known(txt));
};
const dmarc = ({ dns }: GoodFacts, ...txt: string[]) => {
  dns.dmarc = [{ domain: 'auth.example.com', txt: known(txt) }];
};

// biome-ignore format: one line a case
export const dns: readonly Case[] = [
  ['a DKIM record is missing', (good) => { Object.assign(dkim(good), { cname: absent, key: absent }); }, ['dns-dkim: problem', 'ses-and-dns-agree: warning']],
  ['all are, and SES knows', (good) => { good.identity.verified = false; good.identity.dkim.status = 'FAILED'; for (const record of good.dns.dkim) Object.assign(record, { cname: absent, key: absent }); }, ['dns-dkim: problem', 'identity: problem']],
  ['a DKIM record leads elsewhere', (good) => { dkim(good).cname = known(['one.dkim.amazonses.com.auth.example.com']); }, ['dns-dkim: problem', 'ses-and-dns-agree: warning']],
  ['a DKIM record in capitals', (good) => { dkim(good).cname = known(['ONE.dkim.AmazonSES.com']); }, []],
  ['a DKIM record flattened to its key', (good) => { dkim(good).cname = absent; }, ['dns-dkim: problem', 'ses-and-dns-agree: warning']],
  ['DNS is silent about one', (good) => { Object.assign(dkim(good), { cname: failed, key: failed }); }, ['dns-dkim: unknown', 'ses-and-dns-agree: warning']],
  ['no key behind the records', ({ dns }) => { for (const record of dns.dkim) record.key = absent; }, ['dns-dkim-key: problem']],
  ['a short key', ({ dns }) => { for (const record of dns.dkim) record.key = known([dkimKeys.short]); }, ['dns-dkim-key: warning']],
  ['a revoked key', ({ dns }) => { for (const record of dns.dkim) record.key = known(['p=']); }, ['dns-dkim-key: problem']],
  ['keys that nobody answers for', ({ dns }) => { for (const record of dns.dkim) record.key = failed; }, ['dns-dkim-key: unknown']],
  ['no MX', (good) => { mailFrom(good).mx = absent; }, ['dns-mail-from-mx: problem', 'ses-and-dns-agree: warning']],
  ['two MX', (good) => { mailFrom(good).mx = known([{ priority: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }, { priority: 20, exchange: 'mail.example.com' }]); }, ['dns-mail-from-mx: problem', 'ses-and-dns-agree: warning']],
  ['the MX of another Region', (good) => { mailFrom(good).mx = known([{ priority: 10, exchange: 'feedback-smtp.us-east-1.amazonses.com' }]); }, ['dns-mail-from-mx: problem', 'ses-and-dns-agree: warning']],
  ['an MX that nobody answers for', (good) => { mailFrom(good).mx = failed; }, ['dns-mail-from-mx: unknown']],
  ['no SPF', (good) => spf(good, 'something else'), ['dns-spf: warning']],
  ['two SPF', (good) => spf(good, 'v=spf1 include:amazonses.com ~all', 'v=spf1 -all'), ['dns-spf: warning']],
  ['SPF without SES', (good) => spf(good, 'v=spf1 ip4:192.0.2.1 -all'), ['dns-spf: warning']],
  ['SPF that lets all', (good) => spf(good, 'v=spf1 include:amazonses.com +all'), ['dns-spf: warning']],
  ['SPF that nobody answers for', (good) => { mailFrom(good).spf.txt.set('bounce.auth.example.com', failed); }, ['dns-spf: unknown']],
  ['no DMARC', (good) => dmarc(good), ['dns-dmarc: warning']],
  ['two DMARC', (good) => dmarc(good, 'v=DMARC1; p=none', 'v=DMARC1; p=reject'), ['dns-dmarc: warning']],
  ['DMARC without a policy', (good) => dmarc(good, 'v=DMARC1; fo=1'), ['dns-dmarc: warning']],
  ['the organization’s DMARC', ({ dns }) => { dns.dmarc = [{ domain: 'auth.example.com', txt: absent }, { domain: 'example.com', txt: known(['v=DMARC1; p=reject']) }]; }, []],
  ['the registry’s DMARC', ({ dns }) => { dns.dmarc = [{ domain: 'auth.example.com', txt: absent }, { domain: 'example.com', txt: absent }, { domain: 'com', txt: known(['v=DMARC1; p=reject; psd=y']) }]; }, []],
  ['an organization’s DMARC that counts for nothing', ({ dns }) => { dns.dmarc = [{ domain: 'auth.example.com', txt: absent }, { domain: 'example.com', txt: known(['v=DMARC1; p=nothing']) }]; }, ['dns-dmarc: warning']],
  ['a tag that counts for nothing', (good) => dmarc(good, 'v=DMARC1; p=reject; adkim=strict'), ['dns-dmarc: warning']],
  ['DMARC that nobody answers for', ({ dns }) => { dns.dmarc = [{ domain: 'auth.example.com', txt: failed }]; }, ['dns-dmarc: unknown']],
  ['strict SPF', (good) => dmarc(good, 'v=DMARC1; p=reject; aspf=s'), ['dmarc-alignment: warning']],
  ['strict DKIM, signed by the parent', (good) => { dmarc(good, 'v=DMARC1; p=none; adkim=s'); good.identity.name = 'example.com'; }, ['dmarc-alignment: warning']],
  ['strict both, signed by the parent', (good) => { dmarc(good, 'v=DMARC1; p=reject; adkim=s; aspf=s'); good.identity.name = 'example.com'; }, ['dmarc-alignment: problem']],
  ['SES does not believe it yet', ({ identity }) => { identity.verified = false; identity.status = 'PENDING'; identity.dkim.status = 'PENDING'; }, ['identity: problem', 'ses-and-dns-agree: warning']],
];
