import { known } from '../../../src/aws/fact.ts';
import { functionArn, type GoodFacts, version } from '../../support/facts.ts';
import { absent, type Case, denied, failed } from '../../support/judged.ts';

const surroundings = ({ facts }: GoodFacts) => {
  if (!facts.surroundings) throw new Error('no function');
  return facts.surroundings;
};
const permission = (good: GoodFacts, change: object) => {
  const { policy } = surroundings(good);
  if (policy.state === 'known') Object.assign(policy.value[0] ?? {}, change);
};
const configuration = ({ installation }: GoodFacts, change: object) => {
  if (installation.function.state === 'known') Object.assign(installation.function.value, change);
};
const keyState = ({ key }: GoodFacts, change: object) => {
  if (key.description.state === 'known') Object.assign(key.description.value, change);
};
const keyPolicy = ({ key }: GoodFacts, change: object) => {
  if (key.policy.state === 'known') Object.assign(key.policy.value[0] ?? {}, change);
};

// biome-ignore format: one line a case
export const keys: readonly Case[] = [
  ['an ARN that is not that of a key alone', ({ installation }) => { installation.keyArns.push('arn:aws:kms:eu-west-1:111122223333:key/codes/old'); }, ['key-arns: problem']],
  ['an alias instead of an ARN', ({ installation }) => { installation.keyArns.push('alias/codes'); }, ['key-arns: problem']],
  ['a disabled key', (good) => keyState(good, { state: 'Disabled' }), ['key: problem']],
  ['a key to be deleted', (good) => keyState(good, { state: 'PendingDeletion', deletion: new Date() }), ['key: problem']],
  ['a key without material', (good) => keyState(good, { state: 'PendingImport' }), ['key: problem']],
  ['no such key', ({ key }) => { key.description = absent; }, ['key: problem']],
  ['a key that may not be read', ({ key }) => { key.description = denied; }, ['key: unknown']],
  ['an asymmetric key', (good) => keyState(good, { spec: 'RSA_2048' }), ['key-kind: problem']],
  ['a key for signatures', (good) => keyState(good, { usage: 'SIGN_VERIFY' }), ['key-kind: problem']],
  ['a key of AWS’s', (good) => keyState(good, { manager: 'AWS' }), ['key-kind: problem']],
  ['a policy for somebody else', (good) => keyPolicy(good, { principals: ['arn:aws:iam::999999999999:root'] }), ['key-policy: problem']],
  ['a policy for the role', (good) => keyPolicy(good, { principals: ['arn:aws:iam::111122223333:role/codes'], actions: ['kms:Decrypt'] }), []],
  ['a policy that denies', ({ key }) => { if (key.policy.state === 'known') key.policy.value.push({ effect: 'Deny', principals: ['*'], actions: ['kms:Decrypt'], sourceArns: [], sourceAccounts: [], conditional: false }); }, ['key-policy: problem']],
  ['a policy that denies on a condition', ({ key }) => { if (key.policy.state === 'known') key.policy.value.push({ effect: 'Deny', principals: ['*'], actions: ['kms:*'], sourceArns: [], sourceAccounts: [], conditional: true }); }, []],
  ['a policy that may not be read', ({ key }) => { key.policy = denied; }, ['key-policy: unknown']],
  ['no grant', ({ key }) => { key.grantees = known(['arn:aws:iam::111122223333:role/other']); }, ['key-grant: warning']],
  ['grants that may not be read', ({ key }) => { key.grantees = denied; }, ['key-grant: unknown']],
];

// biome-ignore format: one line a case
export const pools: readonly Case[] = [
  ['no pool uses the function', ({ facts }) => { facts.pools = known([]); }, ['pools: problem']],
  ['pools that may not be listed', ({ facts }) => { facts.pools = denied; }, ['pools: unknown']],
  ['no such pool', ({ pool }) => { pool.description = absent; }, ['pool: problem']],
  ['a pool that may not be read', ({ pool }) => { pool.description = denied; }, ['pool: unknown']],
  ['no trigger', ({ poolDescription }) => { delete poolDescription.trigger; }, ['pool-trigger: problem']],
  ['another’s trigger', ({ poolDescription }) => { poolDescription.trigger = { functionArn: `${functionArn}-old`, version: 'V1_0' }; }, ['pool-trigger: problem']],
  ['an alias of the function', ({ poolDescription }) => { poolDescription.trigger = { functionArn: `${functionArn}:live`, version: 'V1_0' }; }, []],
  ['no version', ({ poolDescription }) => { poolDescription.trigger = { functionArn, version: '' }; }, ['pool-trigger-version: problem']],
  ['another key', ({ poolDescription }) => { poolDescription.keyArn = 'arn:aws:kms:eu-west-1:111122223333:key/other'; }, ['pool-key: problem']],
  ['no key', ({ poolDescription }) => { delete poolDescription.keyArn; }, ['pool-key: problem']],
  ['a pool that the function refuses', ({ installation }) => { installation.userPoolIds = ['eu-west-1_Other']; }, ['pool-accepted: problem']],
  ['a function that accepts any', ({ installation }) => { installation.userPoolIds = []; }, []],
  ['no permission at all', (good) => { surroundings(good).policy = absent; }, ['pool-permission: problem']],
  ['a permission for another pool', (good) => permission(good, { sourceArns: ['arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Other'] }), ['pool-permission: problem']],
  ['a permission for another service', (good) => permission(good, { principals: ['s3.amazonaws.com'] }), ['pool-permission: problem']],
  ['a permission for any pool of the account', (good) => permission(good, { sourceArns: ['arn:aws:cognito-idp:eu-west-1:111122223333:userpool/*'] }), []],
  ['a permission for everybody’s pools', (good) => permission(good, { sourceArns: [], sourceAccounts: [] }), ['pool-permission-scope: warning']],
  ['a policy that may not be read', (good) => { surroundings(good).policy = denied; }, ['pool-permission: unknown']],
  ['shorter passwords', ({ poolDescription }) => { poolDescription.temporaryPasswordDays = 1; }, ['temporary-password-days: warning']],
  ['longer passwords', ({ poolDescription }) => { poolDescription.temporaryPasswordDays = 30; }, ['temporary-password-days: warning']],
  ['the sender’s own figure', ({ poolDescription, installation }) => { poolDescription.temporaryPasswordDays = 30; installation.environment['TEMPORARY_PASSWORD_DAYS'] = '30'; }, []],
  ['longer sessions where no codes are sent', ({ pool }) => { pool.clients = known([{ id: '4k', name: 'web', sessionMinutes: 15 }]); }, []],
  ['longer sessions where they are', ({ pool, poolDescription }) => { pool.clients = known([{ id: '4k', name: '', sessionMinutes: 15 }]); poolDescription.emailCodeSignIn = true; poolDescription.sendsWithSes = true; }, ['sign-in-code-minutes: warning']],
  ['app clients that may not be read', ({ pool, poolDescription }) => { pool.clients = denied; poolDescription.emailCodeSignIn = true; poolDescription.sendsWithSes = true; }, ['sign-in-code-minutes: unknown']],
  ['email MFA without SES', ({ pool }) => { pool.emailMfa = known(true); }, ['email-mfa: problem']],
  ['sign-in by code without SES', ({ poolDescription }) => { poolDescription.emailCodeSignIn = true; }, ['email-mfa: problem']],
  ['email MFA with SES', ({ pool, poolDescription }) => { pool.emailMfa = known(true); poolDescription.sendsWithSes = true; }, []],
  ['MFA settings that may not be read', ({ pool }) => { pool.emailMfa = denied; }, ['email-mfa: unknown']],
  ['warnings without threat protection', ({ pool }) => { pool.takeOverWarnings = known(true); }, ['take-over-warnings: warning']],
  ['warnings without a domain', ({ pool, poolDescription }) => { pool.takeOverWarnings = known(true); poolDescription.threatProtection = true; }, ['take-over-links: warning']],
  ['warnings with all they need', ({ pool, poolDescription }) => { pool.takeOverWarnings = known(true); Object.assign(poolDescription, { threatProtection: true, hasDomain: true }); }, []],
  ['a pool without the Plus tier', ({ pool }) => { pool.takeOverWarnings = absent; }, []],
  ['risk settings that may not be read', ({ pool }) => { pool.takeOverWarnings = denied; }, ['take-over-warnings: unknown']],
  ['a replica without a trigger', ({ pool }) => { pool.replicas = known([{ region: 'eu-central-1', trigger: known(undefined) }]); }, ['replica-trigger: problem']],
  ['a replica with one', ({ pool }) => { pool.replicas = known([{ region: 'eu-central-1', trigger: known(functionArn.replace('eu-west-1', 'eu-central-1')) }]); }, []],
  ['a replica that may not be read', ({ pool }) => { pool.replicas = known([{ region: 'eu-central-1', trigger: denied }]); }, ['replica-trigger: unknown']],
  ['replicas that may not be listed', ({ pool }) => { pool.replicas = denied; }, ['replica-trigger: unknown']],
];

// biome-ignore format: one line a case
export const theFunction: readonly Case[] = [
  ['no such function', ({ installation, facts }) => { installation.function = absent; delete facts.surroundings; }, ['function: problem']],
  ['a function that may not be read', ({ installation, facts }) => { installation.function = denied; delete facts.surroundings; }, ['function: unknown']],
  ['a deployment that failed', (good) => configuration(good, { LastUpdateStatus: 'Failed', LastUpdateStatusReason: 'no such image' }), ['function: problem']],
  ['another runtime', (good) => configuration(good, { Runtime: 'nodejs20.x' }), ['function-runtime: warning']],
  ['settings that are missing', (good) => configuration(good, { Environment: { Variables: { KMS_KEY_ARNS: ' ' } } }), ['function-settings: problem']],
  ['a high log level', (good) => configuration(good, { LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'ERROR' } }), ['log-level: warning']],
  ['another version', (good) => { surroundings(good).version = known('1.0.0'); }, ['function-version: warning']],
  ['no version', (good) => { surroundings(good).version = known(undefined); }, ['function-version: warning']],
  ['a template of this version whose function is an older one', (good) => { if (good.facts.outcomes) good.facts.outcomes.ran = { version: '1.0.0', at: '2026-11-25T11:00:00Z' }; configuration(good, { LastModified: '2026-11-25T10:00:00.000+0000' }); }, ['function-version: warning']],
  ['what an older function did before this one was deployed', (good) => { if (good.facts.outcomes) good.facts.outcomes.ran = { version: '1.0.0', at: '2026-11-25T09:00:00Z' }; configuration(good, { LastModified: '2026-11-25T10:00:00.000+0000' }); }, []],
  ['no tag, but a stack that says its version', (good) => { surroundings(good).version = known(undefined); good.installation.stack = { name: 'mail', parameters: {}, outputs: { Version: version } }; }, []],
  ['tags that may not be read', (good) => { surroundings(good).version = denied; }, ['function-version: unknown']],
  ['one retry', (good) => { surroundings(good).events = known({ retries: 1, maxAgeSeconds: 3600, onFailure: 'arn:aws:sqs:eu-west-1:111122223333:undelivered' }); }, ['function-retries: warning']],
  ['six hours', (good) => { surroundings(good).events = known({ retries: 2, maxAgeSeconds: 21_600, onFailure: 'arn:aws:sqs:eu-west-1:111122223333:undelivered' }); }, ['function-event-age: warning']],
  ['no destination', (good) => { surroundings(good).events = known({ retries: 2, maxAgeSeconds: 3600 }); }, ['function-destination: problem']],
  ['another destination', (good) => { surroundings(good).events = known({ retries: 2, maxAgeSeconds: 3600, onFailure: 'arn:aws:sns:eu-west-1:111122223333:other' }); }, ['function-destination: warning']],
  ['nothing set for events', (good) => { surroundings(good).events = absent; }, ['function-destination: problem', 'function-event-age: warning']],
  ['event settings that may not be read', (good) => { surroundings(good).events = denied; }, ['function-destination: unknown']],
  ['no limit, at 14 a second', (good) => { surroundings(good).reservedConcurrency = known(undefined); }, ['function-concurrency: warning']],
  ['no limit, at 50 a second', (good) => { surroundings(good).reservedConcurrency = known(undefined); good.account.quota.perSecond = 50; }, []],
  ['far more than SES takes', (good) => { surroundings(good).reservedConcurrency = known(100); }, ['function-concurrency: warning']],
  ['a concurrency of none', (good) => { surroundings(good).reservedConcurrency = known(0); }, ['function-concurrency: problem']],
  ['concurrency that may not be read', (good) => { surroundings(good).reservedConcurrency = denied; }, ['function-concurrency: unknown']],
  ['no function named', ({ installation, facts }) => { delete installation.functionArn; delete facts.surroundings; delete facts.outcomes; }, []],
];

// biome-ignore format: one line a case
export const watching: readonly Case[] = [
  ['some undeliverable', ({ facts }) => { if (facts.outcomes) facts.outcomes.notAccepted = known([{ reason: 'sending-paused', status: 'undeliverable', count: 3, last: '' }]); }, ['outcomes: warning']],
  ['only undeliverable', ({ facts }) => { facts.outcomes = { notAccepted: known([{ reason: 'sending-paused', status: 'undeliverable', count: 3, last: '' }]), whole: true, counts: known({ accepted: 0, dropped: 0, lost: 0, oldestKeptSeconds: 0 }) }; }, ['outcomes: problem']],
  ['skipped on purpose', ({ facts }) => { if (facts.outcomes) facts.outcomes.notAccepted = known([{ reason: 'code-expired', status: 'skipped', count: 3, last: '' }]); }, []],
  ['no log yet', ({ facts }) => { if (facts.outcomes) facts.outcomes.notAccepted = absent; }, []],
  ['a log that may not be read', ({ facts }) => { if (facts.outcomes) facts.outcomes.notAccepted = denied; }, ['outcomes: unknown']],
  ['events given up', ({ facts }) => { if (facts.outcomes) facts.outcomes.counts = known({ accepted: 1, dropped: 2, lost: 0, oldestKeptSeconds: 0 }); }, ['lost-events: warning']],
  ['events lost', ({ facts }) => { if (facts.outcomes) facts.outcomes.counts = known({ accepted: 1, dropped: 2, lost: 1, oldestKeptSeconds: 0 }); }, ['lost-events: problem']],
  ['metrics that may not be read', ({ facts }) => { if (facts.outcomes) facts.outcomes.counts = failed; }, ['lost-events: unknown']],
  ['kept events', ({ facts }) => { facts.queue = known({ waiting: 2, inFlight: 0, retentionSeconds: 1_209_600 }); }, ['queue-depth: warning']],
  ['kept events that will soon be gone', ({ facts }) => { facts.queue = known({ waiting: 2, inFlight: 0, retentionSeconds: 1_209_600 }); if (facts.outcomes) facts.outcomes.counts = known({ accepted: 1, dropped: 0, lost: 0, oldestKeptSeconds: 1_000_000 }); }, ['queue-age: problem', 'queue-depth: warning']],
  ['a short retention', ({ facts }) => { facts.queue = known({ waiting: 0, inFlight: 0, retentionSeconds: 345_600 }); }, ['queue-retention: warning']],
  ['no queue', ({ facts }) => { facts.queue = absent; }, ['queue: problem']],
  ['a queue that may not be read', ({ facts }) => { facts.queue = denied; }, ['queue: unknown']],
  ['no topic', ({ facts }) => { facts.subscriptions = absent; }, ['alert-topic: problem']],
  ['a topic that may not be read', ({ facts }) => { facts.subscriptions = denied; }, ['alert-topic: unknown']],
  ['an alert topic whose key is disabled', ({ facts }) => { facts.alertKey = known('Disabled'); }, ['alert-key: problem']],
  ['an alert topic whose key is gone', ({ facts }) => { facts.alertKey = { state: 'absent' }; }, ['alert-key: problem']],
  ['no subscription', ({ facts }) => { facts.subscriptions = known([]); }, ['alert-subscriptions: problem']],
  ['one that waits to be confirmed', ({ facts }) => { facts.subscriptions = known([{ protocol: 'email', confirmed: false }]); }, ['alert-subscriptions: problem']],
  ['one that waits beside one that is', ({ facts }) => { facts.subscriptions = known([{ protocol: 'email', confirmed: false }, { protocol: 'https', confirmed: true }]); }, ['alert-subscriptions: warning']],
];

const recipient = ({ facts }: GoodFacts, change: object = {}) => {
  facts.recipients.push({
    address: 'Ana@example.com',
    region: 'eu-west-1',
    identity: absent,
    suppression: absent,
    ...change,
  });
};
// biome-ignore format: one line a case
export const recipients: readonly Case[] = [
  ['nothing is wrong', (good) => recipient(good), []],
  ['a bounced one', (good) => recipient(good, { suppression: known({ reason: 'BOUNCE', since: new Date() }) }), ['recipient-suppressed: problem']],
  ['one who complained', (good) => recipient(good, { suppression: known({ reason: 'COMPLAINT', since: new Date() }) }), ['recipient-suppressed: problem']],
  ['suppression that may not be read', (good) => recipient(good, { suppression: denied }), ['recipient-suppressed: unknown']],
  ['one unverified in the sandbox', (good) => { recipient(good); good.account.productionAccess = false; }, ['production-access: problem', 'recipient-sandbox: problem']],
  ['one whose domain is verified', (good) => { recipient(good, { identity: known(good.identity) }); good.account.productionAccess = false; }, ['production-access: problem']],
  ['identities that may not be read', (good) => { recipient(good, { identity: denied }); good.account.productionAccess = false; }, ['production-access: problem', 'recipient-sandbox: unknown']],
  ['one who is not allowed', (good) => { recipient(good); good.installation.environment['ALLOWED_RECIPIENTS'] = 'example.org, tester@example.com'; }, ['recipient-allowed: problem']],
  ['one whose domain is allowed', (good) => { recipient(good); good.installation.environment['ALLOWED_RECIPIENTS'] = 'example.com'; }, []],
  ['one who is allowed', (good) => { recipient(good); good.installation.environment['ALLOWED_RECIPIENTS'] = 'ana@example.com'; }, []],
];
