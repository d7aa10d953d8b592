import { known } from '../../src/aws/fact.ts';
import type { Installation } from '../../src/installation/installation.ts';
import type { Pool } from '../../src/setup/facts/cognito/pool.ts';
import type { PoolDescription } from '../../src/setup/facts/cognito/pool-description.ts';
import type { DomainDns } from '../../src/setup/facts/dns/domain-dns.ts';
import type { Facts, FromDomain, SendingRegion } from '../../src/setup/facts/facts.ts';
import type { Key } from '../../src/setup/facts/key.ts';
import type { Identity } from '../../src/setup/facts/ses/identity.ts';

export const functionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:codes';
export const keyArn = 'arn:aws:kms:eu-west-1:111122223333:key/0a11ce00';
export const poolId = 'eu-west-1_AbCdEfGhI';
const poolArn = `arn:aws:cognito-idp:eu-west-1:111122223333:userpool/${poolId}`;
/** Of 2,048 and of 1,024 bits; their private halves were not kept. */
export const dkimKeys = {
  long: 'p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxws0Kid7GnZxcgB1tu9jhE0Gztrlf0DFsUbZtzjtZ395umK/KcYMel5U7qUzp4BLtgxQcZstkZDPORFW64pbLzgnoZvScU0Ds2zLVBJodYuwiDCJLTCSrWMUBLs27601rjns71tXh7xAlcYmtts28ETOrcWOHTFpKNZBnooDG0Zy6NtpHgs3PJ1ecF3YmGgxGjEwJ3Q9591bu98CnUNqj0H0/T1KSmhXQ+E6S48gw/iAGpzxHjWUv4a5iNerlDt6JpNrrVWfku0tSdLUfZY62qYx0I2k3i0uF49aB19DM8cDlqVxHh2CqL10cuhyiORUZxL8Ex+VPaSVa0faSZqcPQIDAQAB',
  short:
    'p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC3YZAnce3gL6Js9JbpRvmaqZzXiRM2+GfCl9MKBmvhCj3E5C9ugTvFJZU88CH98dGifme3DYCsVyOVGL2OZ6cuzCdNlItOUAeniIHSRn9c+E/RiEKGsdFsHeHKeD2bJI79+WiBv2E5/OFGI9XknGUCrlmKfUcKipupwUq6KT2MjQIDAQAB',
};

/** `T` with every member writable, so that a test can change the one thing that it is about. */
export type Writable<T> =
  T extends ReadonlyMap<infer K, infer V>
    ? Map<K, V>
    : T extends Date
      ? Date
      : T extends object
        ? { -readonly [Name in keyof T]: Writable<T[Name]> }
        : T;

/** An installation in which everything is well, in its parts and as a whole. */
export interface GoodFacts {
  readonly facts: Writable<Facts>;
  readonly installation: Writable<Installation>;
  readonly region: Writable<SendingRegion>;
  readonly account: Writable<ValueOf<SendingRegion['account']>>;
  readonly sender: Writable<FromDomain>;
  readonly identity: Writable<Identity>;
  readonly dns: Writable<DomainDns>;
  readonly set: Writable<ValueOf<SendingRegion['configurationSets'][number]['set']>>;
  readonly key: Writable<Key>;
  readonly pool: Writable<Pool>;
  readonly poolDescription: Writable<PoolDescription>;
}

type ValueOf<F> = Extract<F, { readonly state: 'known' }>['value' &
  keyof Extract<F, { readonly state: 'known' }>];

export const version = '1.2.3';

export function goodFacts(): GoodFacts {
  const account = {
    productionAccess: true,
    sendingEnabled: true,
    enforcement: 'HEALTHY',
    quota: { perDay: 50_000, sentToday: 10, perSecond: 14 },
    suppresses: ['BOUNCE', 'COMPLAINT'],
    autoValidation: false,
    messageInsights: false,
  };
  const identity: Writable<Identity> = {
    name: 'auth.example.com',
    kind: 'domain',
    verified: true,
    status: 'SUCCESS',
    dkim: {
      signing: true,
      status: 'SUCCESS',
      tokens: ['one', 'two', 'three'],
      origin: 'AWS_SES',
      hostedZone: 'dkim.amazonses.com',
      keyLength: 'RSA_2048_BIT',
    },
    mailFrom: { domain: 'bounce.auth.example.com', status: 'SUCCESS', rejects: false },
    feedbackForwarding: false,
  };
  const dns: Writable<DomainDns> = {
    domain: 'auth.example.com',
    dkim: identity.dkim.tokens.map((token) => ({
      name: `${token}._domainkey.auth.example.com`,
      target: `${token}.dkim.amazonses.com`,
      cname: known([`${token}.dkim.amazonses.com`]),
      key: known([dkimKeys.long]),
    })),
    mailFrom: {
      domain: 'bounce.auth.example.com',
      mx: known([{ priority: 10, exchange: 'feedback-smtp.eu-west-1.amazonses.com' }]),
      spf: {
        domain: 'bounce.auth.example.com',
        txt: new Map([
          ['bounce.auth.example.com', known(['v=spf1 include:amazonses.com ~all'])],
          ['amazonses.com', known(['v=spf1 ip4:192.0.2.0/24 -all'])],
        ]),
      },
    },
    dmarc: [
      { domain: 'auth.example.com', txt: known(['v=DMARC1; p=none; rua=mailto:reports@example.com']) },
      { domain: 'example.com', txt: { state: 'absent' } },
    ],
  };
  const sender: Writable<FromDomain> = {
    from: 'no-reply@auth.example.com',
    domain: 'auth.example.com',
    identity: known(identity),
    verifiedIn: [],
    dns,
  };
  const set: GoodFacts['set'] = {
    sendingEnabled: true,
    requiresTls: true,
    maxDeliverySeconds: 3600,
    reputationMetrics: true,
    suppresses: ['BOUNCE', 'COMPLAINT'],
  };
  const region: Writable<SendingRegion> = {
    region: 'eu-west-1',
    preferred: true,
    account: known(account),
    senders: [sender],
    configurationSets: [
      {
        name: 'codes',
        set: known(set),
        destinations: known([
          { name: 'events', enabled: true, events: ['BOUNCE', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY'] },
        ]),
      },
    ],
    recommendations: known([]),
  };
  const poolDescription: Writable<PoolDescription> = {
    arn: poolArn,
    trigger: { functionArn, version: 'V1_0' },
    keyArn,
    temporaryPasswordDays: 7,
    emailCodeSignIn: false,
    sendsWithSes: false,
    threatProtection: false,
    hasDomain: false,
  };
  const pool: Writable<Pool> = {
    id: poolId,
    description: known(poolDescription),
    emailMfa: known(false),
    takeOverWarnings: known(false),
    clients: known([{ id: '4k', name: 'web', sessionMinutes: 3 }]),
    replicas: known([]),
  };
  const key: Writable<Key> = {
    arn: keyArn,
    description: known({
      state: 'Enabled',
      spec: 'SYMMETRIC_DEFAULT',
      usage: 'ENCRYPT_DECRYPT',
      manager: 'CUSTOMER',
    }),
    policy: known([
      {
        effect: 'Allow',
        principals: ['arn:aws:iam::111122223333:root'],
        actions: ['kms:*'],
        sourceArns: [],
        sourceAccounts: [],
        conditional: false,
      },
    ]),
    grantees: known(['cognito-idp.amazonaws.com']),
  };
  const environment = {
    KMS_KEY_ARNS: keyArn,
    FROM_ADDRESS: 'no-reply@auth.example.com',
    CONFIGURATION_SET: 'codes',
    UNDELIVERED_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/111122223333/undelivered',
    ALERT_TOPIC_ARN: 'arn:aws:sns:eu-west-1:111122223333:alerts',
    USER_POOL_IDS: poolId,
  };
  const installation: Writable<Installation> = {
    region: 'eu-west-1',
    functionArn,
    function: known({
      Runtime: 'nodejs24.x',
      State: 'Active',
      LastUpdateStatus: 'Successful',
      Role: 'arn:aws:iam::111122223333:role/codes',
      Environment: { Variables: environment },
      LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO' },
    }) as Writable<Installation['function']>,
    environment,
    keyArns: [keyArn],
    from: environment.FROM_ADDRESS,
    configurationSet: 'codes',
    topicArn: environment.ALERT_TOPIC_ARN,
    queueUrl: environment.UNDELIVERED_QUEUE_URL,
    userPoolIds: [poolId],
    sesRegions: ['eu-west-1'],
    logGroup: '/aws/lambda/codes',
  };
  const facts: Writable<Facts> = {
    now: new Date('2026-11-25T12:00:00Z'),
    installation,
    regions: [region],
    keys: [key],
    pools: known([pool]),
    surroundings: {
      calledArn: functionArn,
      policy: known([
        {
          effect: 'Allow',
          principals: ['cognito-idp.amazonaws.com'],
          actions: ['lambda:InvokeFunction'],
          sourceArns: [poolArn],
          sourceAccounts: ['111122223333'],
          conditional: true,
        },
      ]),
      events: known({
        retries: 2,
        maxAgeSeconds: 3600,
        onFailure: 'arn:aws:sqs:eu-west-1:111122223333:undelivered',
      }),
      reservedConcurrency: known(2),
      version: known(version),
    },
    outcomes: {
      notAccepted: known([]),
      whole: true,
      counts: known({ accepted: 12, dropped: 0, lost: 0, oldestKeptSeconds: 0 }),
    },
    subscriptions: known([{ protocol: 'email', confirmed: true }]),
    alertKey: known('Enabled'),
    queue: known({ waiting: 0, inFlight: 0, retentionSeconds: 1_209_600 }),
    recipients: [],
  };
  return { facts, installation, region, account, sender, identity, dns, set, key, pool, poolDescription };
}
