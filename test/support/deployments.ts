/** The deployments that teams make of template.yaml, each by the parameters that set it apart. */
const from = {
  FromAddress: 'no-reply@auth.example.com',
  AppName: 'Acme',
  AlertEmail: 'platform@example.com',
};
const keyArn = (id: number) =>
  `arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-00000000000${id}`;
const zone = { HostedZoneId: 'Z0123456789ABCDEFGHIJ' };
const brands = {
  Brands: '[{"clientIds":["4kexampleclient"],"name":"Acme Shop","from":"Acme Shop <shop@auth.example.com>"}]',
};
const spareRegion = { Parts: 'ses-only', SesRegions: 'eu-west-1,eu-central-1' };

export const deployments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'the fewest answers': { FromAddress: 'no-reply@auth.example.com' },
  'first, without a hosted zone': from,
  'first, with a hosted zone': { ...from, ...zone },
  'an identity that exists': { ...from, ExistingIdentity: 'example.com' },
  'one pool': { ...from, ...zone, UserPoolIds: 'eu-west-1_AbCdEfGhI' },
  'five pools': { ...from, UserPoolIds: [1, 2, 3, 4, 5].map((n) => `eu-west-1_AbCdEfGh${n}`).join() },
  'a sample pool': { ...from, CreateSampleUserPool: 'true' },
  'a sample pool on a key that exists': {
    ...from,
    CreateSampleUserPool: 'true',
    ExistingKmsKeyArn: keyArn(1),
  },
  'a key that exists': { ...from, ExistingKmsKeyArn: keyArn(1), UserPoolIds: 'eu-west-1_AbCdEfGhI' },
  'older keys': { ...from, OlderKmsKeyArns: `${keyArn(2)},${keyArn(3)}` },
  'out of the sandbox': { ...from, ...zone, SesSandbox: 'false', UserPoolIds: 'eu-west-1_AbCdEfGhI' },
  'two Regions': { ...from, ...zone, SesSandbox: 'false', SesRegions: 'eu-west-1,eu-central-1' },
  'the spare Region': { ...from, ...spareRegion },
  'the spare Region, with a hosted zone': { ...from, ...zone, ...spareRegion },
  'the spare Region, with an identity that exists': {
    ...from,
    ...spareRegion,
    ExistingIdentity: 'example.com',
  },
  brands: { ...from, ...brands },
  'brands of other domains': { ...from, ...brands, BrandDomains: 'auth.example.org,auth.example.net' },
  'the sender without SES': { ...from, Parts: 'sender-only', SesRegions: 'eu-central-1,eu-west-2' },
  'the sender without SES, with an identity that exists': {
    ...from,
    Parts: 'sender-only',
    SesRegions: 'eu-central-1',
    ExistingIdentity: 'example.com',
    ExistingConfigurationSet: 'authentication',
  },
  'a configuration set that an earlier stack left': {
    ...from,
    ExistingIdentity: 'auth.example.com',
    ExistingConfigurationSet: 'codes',
  },
  'without a watch': { ...from, Watch: 'off', TrafficShift: 'AllAtOnce' },
  'a watch in a hurry, and a pager': {
    ...from,
    CanaryMinutes: '5',
    SecondAlarmActionArn: 'arn:aws:sns:eu-west-1:111122223333:pager',
  },
  'what a platform asks': {
    ...from,
    ...zone,
    PermissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary',
    LogKmsKeyArn: keyArn(4),
    SubnetIds: 'subnet-0a1b2c3d,subnet-4e5f6a7b',
    SecurityGroupIds: 'sg-0a1b2c3d',
    Tracing: 'Active',
    CodeSigningConfigArn: 'arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-0123456789abcdef0',
    UndeliveredReaders: 'arn:aws:iam::111122223333:role/on-call,arn:aws:iam::111122223333:role/team/redrive',
  },
  'a limit on concurrency': { ...from, ReservedConcurrency: '10', Architecture: 'x86_64' },
  'without a log of delivery events': { ...from, KeepDeliveryEvents: 'false' },
  'a DMARC record of one’s own': { ...from, ...zone, DmarcRecord: '' },
  everything: {
    ...from,
    ...zone,
    ...brands,
    BrandDomains: 'auth.example.org',
    UserPoolIds: 'eu-west-1_AbCdEfGhI,eu-west-1_JkLmNoPqR',
    SesRegions: 'eu-west-1,eu-central-1',
    OlderKmsKeyArns: keyArn(2),
    ReplyTo: 'Acme support <help@example.com>',
    DefaultLocale: 'pt-BR',
    AllowedRecipients: 'example.com,tester@example.org',
    SandboxRedirectTo: 'inbox@example.com',
    CodeShownIn: 'body,sign-up=subject',
    GreetByName: 'false',
    AuthenticationCodeMinutes: '10',
    TemporaryPasswordDays: '30',
    ReservedConcurrency: '5',
    MemorySize: '1024',
    MaximumEventAge: '900',
    MaxDeliverySeconds: '900',
    AlertWindowSeconds: '0',
    RunbookUrl: 'https://wiki.example.com/runbook',
    UserPoolDomains: 'login.example.com',
    LogRetentionDays: '365',
  },
};
