import { known } from '../../../src/aws/fact.ts';
import type { GoodFacts } from '../../support/facts.ts';
import { absent, type Case, denied, failed } from '../../support/judged.ts';

const spare = ({ facts, region }: GoodFacts) => {
  const copy = structuredClone(region);
  copy.region = 'eu-central-1';
  copy.preferred = false;
  facts.regions.push(copy);
  return copy;
};
const elsewhere = (good: GoodFacts, origin = 'AWS_SES') => {
  const identity = structuredClone(good.identity);
  identity.dkim.origin = origin;
  good.sender.verifiedIn.push({ region: 'us-east-1', identity });
};
const destinations = ({ region }: GoodFacts, ...events: string[]) => {
  const [set] = region.configurationSets;
  if (set) set.destinations = known([{ name: 'events', enabled: true, events }]);
};
const configurationSet = (
  { region }: GoodFacts,
  set: GoodFacts['region']['configurationSets'][number]['set'],
) => {
  const [first] = region.configurationSets;
  if (first) first.set = set;
};
const recommendation = ({ region }: GoodFacts, type: string, impact = 'HIGH') => {
  const about = 'arn:aws:ses:eu-west-1:111122223333:identity/auth.example.com';
  region.recommendations = known([{ type, impact, description: 'Do it.', about }]);
};

// biome-ignore format: one line a case
export const account: readonly Case[] = [
  ['all is well', () => {}, []],
  ['the sandbox', ({ account }) => { account.productionAccess = false; }, ['production-access: problem']],
  ['the sandbox, under review', ({ account }) => { account.productionAccess = false; account.review = 'PENDING'; }, ['production-access: problem']],
  ['the sandbox, denied', ({ account }) => { account.productionAccess = false; account.review = 'DENIED'; }, ['production-access: problem']],
  ['a spare Region in the sandbox', (good) => { spare(good).account = known({ ...good.account, productionAccess: false }); }, ['dns-mail-from-mx: problem', 'production-access: warning', 'ses-and-dns-agree: warning']],
  ['a paused account', ({ account }) => { account.sendingEnabled = false; }, ['sending-enabled: problem']],
  ['probation', ({ account }) => { account.enforcement = 'PROBATION'; }, ['reputation: warning']],
  ['a shut-down account', ({ account }) => { account.enforcement = 'SHUTDOWN'; }, ['reputation: problem']],
  ['a status that nobody knows', ({ account }) => { account.enforcement = 'SOMETHING_NEW'; }, ['reputation: warning']],
  ['79 % of the quota', ({ account }) => { account.quota.sentToday = 39_500; }, []],
  ['80 % of the quota', ({ account }) => { account.quota.sentToday = 40_000; }, ['daily-quota: warning']],
  ['all of the quota', ({ account }) => { account.quota.sentToday = 50_000; }, ['daily-quota: problem']],
  ['no quota', ({ account }) => { account.quota = { perDay: -1, sentToday: 9_999_999, perSecond: 500 }; }, []],
  ['an account that may not be read', ({ region }) => { region.account = denied; }, ['account: unknown']],
  ['an account that does not answer', ({ region }) => { region.account = failed; }, ['account: unknown']],
];

// biome-ignore format: one line a case
export const identity: readonly Case[] = [
  ['no identity', ({ sender }) => { sender.identity = absent; delete sender.dns; }, ['identity: problem']],
  ['an identity in another Region', (good) => { good.sender.identity = absent; delete good.sender.dns; elsewhere(good); }, ['identity-in-other-region: problem']],
  ['one there that cannot be followed', (good) => { good.sender.identity = absent; delete good.sender.dns; elsewhere(good, 'EXTERNAL'); }, ['identity-in-other-region: problem']],
  ['one here that waits, and one in another Region', (good) => { good.identity.verified = false; good.identity.status = 'PENDING'; elsewhere(good); }, ['identity-in-other-region: warning', 'identity: problem']],
  ['an identity that failed', ({ identity }) => { identity.verified = false; identity.status = 'FAILED'; identity.error = 'HOST_NOT_FOUND'; }, ['identity: problem']],
  ['an identity that may not be read', ({ sender }) => { sender.identity = denied; delete sender.dns; }, ['identity: unknown']],
  ['no identity in a spare Region', (good) => { const [there] = spare(good).senders; if (there) { there.identity = absent; delete there.dns; } }, ['identity: warning']],
  ['an address', ({ identity, dns }) => { identity.kind = 'address'; dns.dkim = []; }, ['dmarc-alignment: warning', 'domain-identity: warning']],
  ['DKIM switched off', ({ identity }) => { identity.dkim.signing = false; }, ['dkim-signing: problem']],
  ['DKIM that SES no longer finds', ({ identity }) => { identity.dkim.status = 'TEMPORARY_FAILURE'; }, ['dkim-signing: problem', 'ses-and-dns-agree: warning']],
  ['a short DKIM key', ({ identity }) => { identity.dkim.keyLength = 'RSA_1024_BIT'; }, ['dkim-key-length: warning']],
  ['a DKIM key of one’s own', ({ identity, dns }) => { identity.dkim.origin = 'EXTERNAL'; delete identity.dkim.keyLength; for (const record of dns.dkim) { delete record.target; record.cname = absent; } }, []],
  ['no MAIL FROM domain', ({ identity, dns }) => { delete identity.mailFrom; delete dns.mailFrom; }, ['dmarc-alignment: warning', 'mail-from: warning']],
  ['a MAIL FROM domain that is not set up', ({ identity }) => { if (identity.mailFrom) identity.mailFrom.status = 'FAILED'; }, ['mail-from: warning', 'ses-and-dns-agree: warning']],
  ['and mail is rejected for it', ({ identity }) => { if (identity.mailFrom) Object.assign(identity.mailFrom, { status: 'FAILED', rejects: true }); }, ['mail-from-on-failure: warning', 'mail-from: problem', 'ses-and-dns-agree: warning']],
  ['mail would be rejected', ({ identity }) => { if (identity.mailFrom) identity.mailFrom.rejects = true; }, ['mail-from-on-failure: warning']],
];

// biome-ignore format: one line a case
export const configurationSets: readonly Case[] = [
  ['no configuration set', (good) => configurationSet(good, absent), ['configuration-set: problem']],
  ['none in a spare Region', (good) => { const [set] = spare(good).configurationSets; if (set) set.set = absent; }, ['configuration-set: warning', 'dns-mail-from-mx: problem', 'ses-and-dns-agree: warning']],
  ['one that may not be read', (good) => configurationSet(good, denied), ['configuration-set: unknown']],
  ['a paused one', ({ set }) => { set.sendingEnabled = false; }, ['configuration-set-sending: problem']],
  ['TLS left to chance', ({ set }) => { set.requiresTls = false; }, ['tls-policy: warning']],
  ['SES’s own 14 hours', ({ set }) => { delete set.maxDeliverySeconds; }, ['max-delivery-time: warning']],
  ['two hours', ({ set }) => { set.maxDeliverySeconds = 7200; }, ['max-delivery-time: warning']],
  ['no reputation metrics', ({ set }) => { set.reputationMetrics = false; }, ['reputation-metrics: warning']],
  ['no suppression', ({ set }) => { set.suppresses = ['BOUNCE']; }, ['suppression: warning']],
  ['the account’s suppression', ({ set, account }) => { delete set.suppresses; account.suppresses = []; }, ['suppression: warning']],
  ['Auto Validation', ({ set }) => { set.autoValidation = true; }, ['auto-validation: warning']],
  ['the account’s Auto Validation', ({ account }) => { account.autoValidation = true; }, ['auto-validation: warning']],
  ['Auto Validation of the account, switched off for the set', ({ set, account }) => { account.autoValidation = true; set.autoValidation = false; }, []],
  ['an archive', ({ set }) => { set.archive = 'arn:aws:ses:eu-west-1:111122223333:mailmanager-archive/a'; }, ['archiving: warning']],
  ['no event destination', ({ region }) => { const [set] = region.configurationSets; if (set) set.destinations = known([]); }, ['event-destinations: warning']],
  ['one that is switched off', ({ region }) => { const [set] = region.configurationSets; if (set) set.destinations = known([{ name: 'events', enabled: false, events: ['BOUNCE', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY'] }]); }, ['event-destinations: warning']],
  ['one that hears of bounces only', (good) => destinations(good, 'BOUNCE'), ['event-destinations: warning']],
  ['destinations that may not be read', ({ region }) => { const [set] = region.configurationSets; if (set) set.destinations = denied; }, ['event-destinations: unknown']],
  ['clicks', (good) => destinations(good, 'BOUNCE', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY', 'CLICK'), ['tracking: warning']],
];

// biome-ignore format: one line a case
export const recommendations: readonly Case[] = [
  ['a serious one', (good) => recommendation(good, 'COMPLAINT'), ['recommendations: warning']],
  ['one that is no hurry', (good) => recommendation(good, 'BIMI', 'LOW'), []],
  ['one about DNS where DNS is right', (good) => recommendation(good, 'DKIM'), ['ses-and-dns-agree: warning']],
  ['one about somebody else', ({ region }) => { region.recommendations = known([{ type: 'BOUNCE', impact: 'HIGH', description: '', about: 'arn:aws:ses:eu-west-1:111122223333:identity/other.example' }]); }, []],
  ['recommendations that may not be read', ({ region }) => { region.recommendations = denied; }, ['recommendations: unknown']],
];
