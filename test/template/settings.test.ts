import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { homeRegion, senderEnvironment } from '../../playground/fixtures.ts';
import { deploy, type JsonObject, propertiesOf, references, template } from '../support/cloudformation.ts';
import { deployments } from '../support/deployments.ts';

const deployment = deploy(deployments['first, with a hosted zone'] ?? {});
const sender = propertiesOf(deployment, 'SenderFunction');
const ofType = (type: string): [string, JsonObject][] =>
  Object.entries(deployment.Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, { Properties = {} }]) => [id, Properties]);

describe('what is asked', () => {
  const groups = (template['Metadata'] as JsonObject)['AWS::CloudFormation::Interface'] as {
    ParameterGroups: { Parameters: string[] }[];
  };

  test('is in one group each', () => {
    const grouped = groups.ParameterGroups.flatMap(({ Parameters }) => Parameters);
    expect([...grouped].sort()).toEqual(Object.keys(template.Parameters).sort());
  });

  test.each(Object.entries(template.Parameters))(
    'is described, and says what it wants: %s',
    (_, parameter) => {
      expect(String(parameter['Description']).length).toBeGreaterThan(30);
      const free =
        parameter['Type'] === 'String' && !parameter['AllowedValues'] && parameter['AllowedPattern'];
      if (free) expect(parameter['ConstraintDescription']).toMatch(/^wants /);
    },
  );

  test('has a default for all but the From address', () => {
    const required = Object.entries(template.Parameters).filter(([, parameter]) => !('Default' in parameter));
    expect(required.map(([name]) => name)).toEqual(['FromAddress']);
  });
});

test.each(Object.entries(template.Outputs))('the output %s is described', (_, { Description }) => {
  expect(String(Description).length).toBeGreaterThan(20);
});

describe('the function', () => {
  test('runs Node.js 24 on arm64 and exports its handler where the build puts it', () => {
    expect(sender).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'handler.handler',
    });
  });

  test('is retried twice, for no longer than a reset code lives, and then its event goes to the undelivered queue', () => {
    expect(sender['EventInvokeConfig']).toEqual({
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: '3600',
      DestinationConfig: {
        OnFailure: { Type: 'SQS', Destination: { 'Fn::GetAtt': ['UndeliveredQueue', 'Arn'] } },
      },
    });
  });

  test('logs JSON from INFO up, so that the line of an accepted email, with its metrics, is kept', () => {
    expect(sender['LoggingConfig']).toMatchObject({ LogFormat: 'JSON', ApplicationLogLevel: 'INFO' });
  });

  test.each(['lambda', 'watch'])(
    'is packaged without source maps, and with the licences of what it holds: %s',
    (name) => {
      const files = readdirSync(new URL(`../../dist/${name}/`, import.meta.url));
      expect(files.filter((file) => !file.endsWith('.mjs'))).toEqual(['LICENSES.txt']);
      expect(readdirSync(new URL(`../../dist/maps/${name}/`, import.meta.url))).toContain('handler.mjs.map');
      const licences = readFileSync(new URL(`../../dist/${name}/LICENSES.txt`, import.meta.url), 'utf8');
      expect(licences).toMatch(/^@aws-sdk\/client-kms [\d.]+ \(Apache-2\.0\)$/m);
      expect(licences).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION');
    },
  );

  test('is called by an alias that each deployment moves on, one that changes a parameter alone too', () => {
    expect(sender).toMatchObject({
      AutoPublishAlias: 'live',
      AutoPublishAliasAllProperties: true,
      DeploymentPreference: {
        Type: 'Canary10Percent5Minutes',
        PassthroughCondition: true,
        Alarms: [{ Ref: 'NewVersionErrorsAlarm' }],
        Hooks: { PreTraffic: { Ref: 'WatchFunction' } },
      },
    });
    const unwatched = propertiesOf(deploy(deployments['without a watch'] ?? {}), 'SenderFunction');
    expect(unwatched['DeploymentPreference']).toMatchObject({ Hooks: {} });
  });

  test('called without its alias is retried and kept all the same', () => {
    expect(propertiesOf(deployment, 'UnpublishedEventInvokeConfig')).toMatchObject({
      Qualifier: '$LATEST',
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['UndeliveredQueue', 'Arn'] } } },
    });
  });

  test('may send to the canary’s address where recipients are limited', () => {
    const variable = (name: string) => {
      const { Variables } = propertiesOf(deploy(deployments[name] ?? {}), 'SenderFunction')[
        'Environment'
      ] as {
        Variables: JsonObject;
      };
      return Variables['ALLOWED_RECIPIENTS'];
    };
    expect(variable('everything')).toBe('example.com,tester@example.org,simulator.amazonses.com');
    expect(variable('first, with a hosted zone')).toBe('');
  });

  test('shares no limit on concurrency unless one is given', () => {
    expect(sender).not.toHaveProperty('ReservedConcurrentExecutions');
    const limited = propertiesOf(deploy(deployments['a limit on concurrency'] ?? {}), 'SenderFunction');
    expect(limited['ReservedConcurrentExecutions']).toBe('10');
  });
});

describe('at rest', () => {
  test('kept events and alerts are encrypted', () => {
    for (const [, queue] of ofType('AWS::SQS::Queue')) expect(queue['SqsManagedSseEnabled']).toBe(true);
    for (const [, topic] of ofType('AWS::SNS::Topic'))
      expect(topic['KmsMasterKeyId']).toEqual({ Ref: 'AlertKey' });
    expect([ofType('AWS::SQS::Queue').length, ofType('AWS::SNS::Topic').length]).toEqual([1, 1]);
  });

  test('every key rotates', () => {
    const keys = ofType('AWS::KMS::Key');
    expect(keys.map(([id]) => id).sort()).toEqual(['AlertKey', 'CodeKey']);
    for (const [, key] of keys) expect(key['EnableKeyRotation']).toBe(true);
  });

  test('every log group forgets after the days that were chosen', () => {
    const groups = ofType('AWS::Logs::LogGroup');
    expect(groups.map(([id]) => id).sort()).toEqual(['DeliveryEventsLogGroup', 'LogGroup', 'WatchLogGroup']);
    for (const [, group] of groups) expect(group['RetentionInDays']).toBe('30');
  });

  test('kept events stay for 14 days', () => {
    const queue = propertiesOf(deployment, 'UndeliveredQueue');
    expect(queue['MessageRetentionPeriod']).toBe(14 * 24 * 60 * 60);
  });
});

describe('what outlives the stack', () => {
  const kept = (name: string) =>
    Object.entries(deploy(deployments[name] ?? {}).Resources)
      .filter(([, { DeletionPolicy }]) => DeletionPolicy !== undefined)
      .map(([id, resource]) => {
        expect([id, resource['DeletionPolicy'], resource['UpdateReplacePolicy']]).toEqual([
          id,
          'RetainExceptOnCreate',
          'Retain',
        ]);
        return id;
      })
      .sort();

  test('is what pools call and what it calls, what it keeps, what it tells by, and what SES and DNS know of the domain', () => {
    expect(kept('one pool')).toEqual([
      'AlertEmailSubscription',
      'AlertKey',
      'AlertTopic',
      'AlertTopicPolicy',
      'CodeKey',
      'ConfigurationSet',
      'DeliveryEvents',
      'DeliveryMetrics',
      'DeliveryTotals',
      'DmarcDnsRecord',
      'DnsRecords',
      'EmailIdentity',
      'LogGroup',
      'Pool1MayInvoke',
      'SenderFunction',
      'SenderRole',
      'UndeliveredQueue',
      'UndeliveredQueuePolicy',
      'UnpublishedEventInvokeConfig',
    ]);
  });

  test('has all that it refers to with it, so that it goes on working', () => {
    for (const name of Object.keys(deployments)) {
      const { Resources } = deploy(deployments[name] ?? {});
      const ids = new Set(kept(name));
      const lost = [...ids].flatMap((id) => {
        const { DeploymentPreference: _, ...properties } = Resources[id]?.Properties ?? {};
        return [...references(properties)].map((to) => to.split('.')[0] ?? '').filter((to) => !ids.has(to));
      });
      expect([name, lost]).toEqual([name, []]);
    }
  });
});

describe('SES', () => {
  test('signs with a 2048-bit key and keeps sending when the MAIL FROM domain’s DNS breaks', () => {
    expect(propertiesOf(deployment, 'EmailIdentity')).toMatchObject({
      EmailIdentity: 'auth.example.com',
      DkimSigningAttributes: { NextSigningKeyLength: 'RSA_2048_BIT' },
      MailFromAttributes: {
        MailFromDomain: 'bounce-eu-west-1.auth.example.com',
        BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
      },
    });
  });

  test('wants TLS, gives up when a reset code is dead, and follows neither opens nor clicks', () => {
    const set = propertiesOf(deployment, 'ConfigurationSet');
    expect(set).toMatchObject({
      DeliveryOptions: { TlsPolicy: 'REQUIRE', MaxDeliverySeconds: '3600' },
      ReputationOptions: { ReputationMetricsEnabled: true },
    });
    expect(set).not.toHaveProperty('TrackingOptions');
    const events = ofType('AWS::SES::ConfigurationSetEventDestination').flatMap(
      ([, { EventDestination }]) => (EventDestination as { MatchingEventTypes: string[] }).MatchingEventTypes,
    );
    expect(new Set(events)).toEqual(
      new Set(['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY']),
    );
  });

  test('has its six DNS records made in the hosted zone, or printed', () => {
    const { RecordSets } = propertiesOf<{ RecordSets: { Type: string }[] }>(deployment, 'DnsRecords');
    expect(RecordSets.map(({ Type }) => Type)).toEqual(['CNAME', 'CNAME', 'CNAME', 'MX', 'TXT']);
    expect(propertiesOf(deployment, 'DmarcDnsRecord')).toMatchObject({
      Type: 'TXT',
      ResourceRecords: ['"v=DMARC1; p=none;"'],
    });
    expect(recordOutputs('first, with a hosted zone')).toEqual([]);
    expect(recordOutputs('first, without a hosted zone')).toEqual([
      'DkimRecord1',
      'DkimRecord2',
      'DkimRecord3',
      'MailFromMxRecord',
      'MailFromSpfRecord',
      'DmarcRecordToAdd',
    ]);
    expect(recordOutputs('an identity that exists')).toEqual([]);
  });

  test('in a spare Region has what sending needs, under the same name, and no second DMARC record', () => {
    const spare = deploy(deployments['the spare Region, with a hosted zone'] ?? {});
    expect(Object.keys(spare.Resources).sort()).toEqual([
      'AlertEmailSubscription',
      'AlertKey',
      'AlertTopic',
      'AlertTopicPolicy',
      'AlertsNotHandedOnAlarm',
      'BounceRateAlarm',
      'BouncesAlarm',
      'ComplaintRateAlarm',
      'ConfigurationSet',
      'DeliveryEvents',
      'DeliveryEventsLogGroup',
      'DeliveryEventsLogPolicy',
      'DeliveryEventsLostAlarm',
      'DeliveryMetrics',
      'DeliveryTimeMetric',
      'DeliveryTotals',
      'DnsRecords',
      'EmailIdentity',
      'KeepDeliveryEventsRule',
      'NotDeliveredAlarm',
      'SuppressedMetric',
    ]);
    expect(propertiesOf(spare, 'ConfigurationSet')['Name']).toBe(
      propertiesOf(deployment, 'ConfigurationSet')['Name'],
    );
  });

  const recordOutputs = (name: string): string[] =>
    Object.keys(deploy(deployments[name] ?? {}).Outputs).filter((output) => output.includes('Record'));
});

test('the log of delivery events is a target without the ":*" that EventBridge would take and never write to', () => {
  const { Targets } = propertiesOf<{ Targets: { Arn: { 'Fn::Sub': string } }[] }>(
    deployment,
    'KeepDeliveryEventsRule',
  );
  expect(Targets.map(({ Arn }) => Arn['Fn::Sub'])).toEqual([
    `arn:aws:logs:eu-west-1:111122223333:log-group:\${DeliveryEventsLogGroup}`,
  ]);
});

describe('a metric filter on the log of delivery events', () => {
  const { Targets } = propertiesOf<{ Targets: { InputTransformer: { InputTemplate: string } }[] }>(
    deployment,
    'KeepDeliveryEventsRule',
  );
  /** A line as EventBridge writes it: a path that an event lacks leaves nothing behind. */
  const lineOf = (values: Record<string, string>): string => {
    const { InputTemplate = '' } = Targets[0]?.InputTransformer ?? {};
    const text = InputTemplate.replace(/<(\w+)>/g, (_, name) =>
      name === 'time' ? '0' : (values[name] ?? ''),
    );
    return JSON.parse(text).message;
  };
  const common = {
    messageId: 'id-1',
    sent: '2026-11-21T10:00:00.000Z',
    set: 'codes',
    triggerSource: 'sign-up',
  };
  const delivery = lineOf({ ...common, event: 'Delivery', milliseconds: '812' });
  const suppressed = lineOf({
    ...common,
    event: 'Bounce',
    bounceType: 'Permanent',
    bounceSubType: 'OnAccountSuppressionList',
    status: '5.1.1',
  });
  const delayed = lineOf({ ...common, event: 'DeliveryDelay', delay: 'MailboxFull' });
  const bounced = lineOf({ ...common, event: 'Bounce', bounceType: 'Permanent', bounceSubType: 'General' });

  /** CloudWatch Logs' space-delimited patterns: as many words as fields, each as its condition wants it. */
  const matched = (id: string, line: string): Record<string, string> | undefined => {
    const { FilterPattern, MetricTransformations } = propertiesOf<{
      FilterPattern: string;
      MetricTransformations: { MetricValue: string; Dimensions: { Key: string; Value: string }[] }[];
    }>(deployment, id);
    const fields = FilterPattern.slice(1, -1).split(', ');
    const words = line.trim().split(/\s+/);
    if (words.length !== fields.length) return undefined;
    const found = new Map<string, string>();
    for (const [index, field] of fields.entries()) {
      const [name = '', wanted] = field.split('=');
      const word = words[index] ?? '';
      if (wanted && !new RegExp(`^${wanted.replaceAll('*', '.*')}$`).test(word)) return undefined;
      found.set(`$${name}`, word);
    }
    const [{ MetricValue = '', Dimensions = [] } = {}] = MetricTransformations;
    const value = (text: string) => found.get(text) ?? text;
    return {
      value: value(MetricValue),
      ...Object.fromEntries(Dimensions.map(({ Key, Value }) => [Key, value(Value)])),
    };
  };

  test('reads the time to delivery off it, by trigger source and configuration set', () => {
    expect(matched('DeliveryTimeMetric', delivery)).toEqual({
      value: '812',
      configurationSet: 'codes',
      triggerSource: 'sign-up',
    });
    expect(matched('DeliveryTimeMetric', bounced)).toBeUndefined();
    expect(matched('DeliveryTimeMetric', suppressed)).toBeUndefined();
    expect(matched('DeliveryTimeMetric', `${delayed} 812`)).toBeUndefined();
  });

  test('counts what was suppressed, and no other bounce', () => {
    expect(matched('SuppressedMetric', suppressed)).toEqual({
      value: '1',
      configurationSet: 'codes',
      triggerSource: 'sign-up',
    });
    expect(matched('SuppressedMetric', bounced)).toBeUndefined();
    expect(matched('SuppressedMetric', delivery)).toBeUndefined();
  });
});

test('the log of delivery events takes neither an address nor a subject', () => {
  const { Targets } = propertiesOf<{
    Targets: { InputTransformer: { InputPathsMap: Record<string, string> } }[];
  }>(deployment, 'KeepDeliveryEventsRule');
  const paths = Object.values(Targets[0]?.InputTransformer.InputPathsMap ?? {});
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths)
    expect(path).not.toMatch(/destination|emailAddress|[hH]eaders|subject|mail\.source|diagnostic/);
});

test('the sample pool hands its codes to the function, in the form that a trigger of this kind needs', () => {
  const pool = propertiesOf(deploy(deployments['a sample pool'] ?? {}), 'SampleUserPool');
  expect(pool['LambdaConfig']).toEqual({
    CustomEmailSender: { LambdaArn: { Ref: 'SenderFunction.Alias' }, LambdaVersion: 'V1_0' },
    KMSKeyID: { 'Fn::GetAtt': ['CodeKey', 'Arn'] },
  });
});

describe('events/env.json', () => {
  const { SenderFunction: env } = JSON.parse(
    readFileSync(new URL('../../events/env.json', import.meta.url), 'utf8'),
  ) as { SenderFunction: Record<string, string> };

  test('is the playground’s world, seen from a container', () => {
    const world = Object.entries(senderEnvironment('http://host.docker.internal:8025'));
    // The SAM CLI sets these itself.
    const own = /^AWS_(REGION|ACCESS_KEY_ID|SECRET_ACCESS_KEY)$/;
    // Where `sam local` finds no Region it says us-east-1, and the playground's identity is of another.
    const expected = {
      ...Object.fromEntries(world.filter(([name]) => !own.test(name))),
      SES_REGIONS: homeRegion,
    };
    expect(env).toEqual(expected);
  });

  test('sets nothing that template.yaml does not name, since the SAM CLI would pass over it', () => {
    const { Environment } = propertiesOf<{ Environment: { Variables: JsonObject } }>(
      template,
      'SenderFunction',
    );
    expect(Object.keys(Environment.Variables)).toEqual(expect.arrayContaining(Object.keys(env)));
  });
});
