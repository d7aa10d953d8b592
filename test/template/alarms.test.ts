import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { senderEnvironment } from '../../playground/fixtures.ts';
import { startEnvironment } from '../../playground/lambda.ts';
import { startPlayground } from '../../playground/playground.ts';
import { kindOf, reasons } from '../../src/sender/failure/reason.ts';
import { withMetrics } from '../../src/sender/report/metrics.ts';
import {
  type Deployment,
  deploy,
  type Json,
  type JsonObject,
  propertiesOf,
} from '../support/cloudformation.ts';
import { deployments } from '../support/deployments.ts';

const deployment = deploy(deployments['first, with a hosted zone'] ?? {});
const alarms = Object.entries(deployment.Resources).filter(
  ([, { Type }]) => Type === 'AWS::CloudWatch::Alarm',
);
const alarmProperties = alarms.map(([id, { Properties = {} }]) => [id, Properties] as const);
const bundle = readBundle();

/** The text of all the files that are deployed. */
function readBundle(): string {
  const folders = ['lambda', 'watch'].map((name) => new URL(`../../dist/${name}/`, import.meta.url));
  const modules = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.mjs'))
      .map((name) => new URL(name, folder)),
  );
  return modules.map((module) => readFileSync(module, 'utf8')).join('\n');
}

/** What goes to a second place as well, so that the alert topic is not asked to tell of its own end. */
const toldTwice = [
  'AlertFailedAlarm',
  'AlertsNotHandedOnAlarm',
  'CanaryAlarm',
  'CanaryMissingAlarm',
  'SetupAlarm',
];

/** A metric as alarms and widgets name it: namespace, name, dimensions. */
interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, Json>>;
}

describe('an alarm', () => {
  test.each(alarmProperties)('tells somebody, and says what it means: %s', (_, properties) => {
    expect(properties['AlarmActions']).toEqual([{ Ref: 'AlertTopic' }]);
    expect(String(properties['AlarmDescription']).length).toBeGreaterThan(60);
    expect(properties['TreatMissingData']).toMatch(/^(notBreaching|ignore|breaching)$/);
  });

  test.each(alarmProperties)('tells when it is over: %s', (_, properties) => {
    expect(properties['OKActions']).toEqual([{ Ref: 'AlertTopic' }]);
  });

  test('takes missing data for a fault only where there always is data', () => {
    const breaching = alarmProperties.filter(([, { TreatMissingData }]) => TreatMissingData === 'breaching');
    expect(breaching.map(([id]) => id)).toEqual(['DeliveryEventsMissingAlarm', 'CanaryMissingAlarm']);
  });

  test('goes to a second place too where the alert topic itself may be what is broken', () => {
    const { Resources } = deploy(deployments['a watch in a hurry, and a pager'] ?? {});
    const pager = deployments['a watch in a hurry, and a pager']?.['SecondAlarmActionArn'];
    const twice = Object.entries(Resources).filter(([, { Properties }]) =>
      JSON.stringify(Properties?.['AlarmActions'] ?? '').includes(String(pager)),
    );
    expect(twice.map(([id]) => id).sort()).toEqual([...toldTwice, 'EmailsNotGoingOutAlarm'].sort());
  });

  test('for the pager is one, made of those that mean that people wait', () => {
    const rule = (name: string) =>
      propertiesOf<{ AlarmRule: { 'Fn::Sub': string } }>(
        deploy(deployments[name] ?? {}),
        'EmailsNotGoingOutAlarm',
      ).AlarmRule['Fn::Sub'].match(/(?<=ALARM\("\$\{)\w+/g);
    const always = [
      'UndeliverableAlarm',
      'ErrorsAlarm',
      'DroppedEventsAlarm',
      'LostEventsAlarm',
      'ThrottlesAlarm',
      'WaitingAlarm',
    ];
    expect(rule('without a watch')).toEqual(always);
    expect(rule('first, with a hosted zone')).toEqual([...always, 'CanaryAlarm', 'CanaryMissingAlarm']);
  });

  test('in the spare Region tells somebody too', () => {
    const spare = Object.values(deploy(deployments['the spare Region'] ?? {}).Resources).filter(
      ({ Type }) => Type === 'AWS::CloudWatch::Alarm',
    );
    expect(
      spare.flatMap(({ Properties = {} }) => metricsOf(Properties).map(({ name }) => name)).sort(),
    ).toEqual([
      'Bounce',
      'Delivery',
      'FailedInvocations',
      'NumberOfNotificationsFailed',
      'Reputation.BounceRate',
      'Reputation.ComplaintRate',
      'Send',
      'Send',
    ]);
  });

  test('watches every way in which a code can be late or lost', () => {
    expect(alarms.map(([id]) => id).sort()).toEqual(
      [
        'UndeliverableAlarm', // by reason
        'RecipientAlarm', // the rate of addresses that cannot be mailed
        'DeferredAlarm',
        'FailedOverAlarm',
        'AlertFailedAlarm',
        'ErrorsAlarm',
        'DroppedEventsAlarm',
        'LostEventsAlarm', // destination failures
        'ThrottlesAlarm',
        'WaitingAlarm', // the age of events in Lambda's queue
        'KeptEventsAlarm', // the undelivered queue's depth
        'KeptEventsAgeAlarm',
        'BounceRateAlarm',
        'ComplaintRateAlarm',
        'BouncesAlarm', // of this configuration set alone
        'NotDeliveredAlarm', // accepted minus delivered
        'DeliveryEventsLostAlarm',
        'DeliveryEventsMissingAlarm',
        'AlertsNotHandedOnAlarm',
        'SandboxRedirectedAlarm',
        'CodeExpiredAlarm',
        'NewVersionErrorsAlarm', // what a deployment is taken back for
        'CanaryAlarm',
        'CanaryMissingAlarm',
        'SetupAlarm',
        'WatchErrorsAlarm',
      ].sort(),
    );
  });

  test('hears of every reason for which an email is undeliverable, one that is not yet known included', () => {
    const { Metrics } = propertiesOf<{ Metrics: JsonObject[] }>(deployment, 'UndeliverableAlarm');
    expect(Metrics.map(({ Expression }) => Expression)).toEqual([
      `SELECT SUM("EmailUndeliverable") FROM SCHEMA("CognitoEmailSender", "service", "reason") WHERE "service" = 'codes' GROUP BY "reason" ORDER BY SUM() DESC`,
    ]);
  });

  test('hears of the addresses that cannot be mailed, by the reasons and the metric that the sender gives them', async () => {
    const watched = metricsOf(propertiesOf(deployment, 'RecipientAlarm')).filter(
      ({ dimensions }) => dimensions['reason'],
    );
    const refused = reasons.filter((reason) => kindOf(reason) === 'recipient');
    expect(watched.map(({ dimensions }) => dimensions['reason']).sort()).toEqual([...refused].sort());
    const event = sample('sign-up');
    event.request.userAttributes.email = 'nobody at example.com';
    const { lines } = await invoke(event);
    const outcome = JSON.parse(lines.find((line) => line.includes('"outcome"')) ?? '{}');
    expect(outcome.reason).toBe('recipient-invalid');
    expect([...new Set(watched.map(({ name }) => name))].filter((name) => outcome[name] !== 1)).toEqual([]);
  });
});

describe('a metric in an alarm or on the dashboard', () => {
  const ours = [
    ...alarmProperties.flatMap(([, properties]) => metricsOf(properties)),
    ...widgetMetrics(),
  ].filter(({ namespace }) => !namespace.startsWith('AWS/'));

  /** Those that CloudWatch reads off the log of delivery events, and their dimensions. */
  const filtered = new Map(
    Object.values(deployment.Resources)
      .filter(({ Type }) => Type === 'AWS::Logs::MetricFilter')
      .flatMap(({ Properties }) => Properties?.['MetricTransformations'] as JsonObject[])
      .map(({ MetricName, Dimensions }) => [
        String(MetricName),
        (Dimensions as { Key: string }[]).map(({ Key }) => Key),
      ]),
  );

  test('is one that the sender or the watch emits, or that is read off the log of delivery events', () => {
    const names = [...new Set(ours.map(({ name }) => name))];
    expect(names).toEqual(
      expect.arrayContaining(['EmailAccepted', 'EmailUndeliverable', 'DecryptTime', 'SendTime']),
    );
    const emitted = names.filter((name) => filtered.has(name) || new RegExp(`\\b${name}\\b`).test(bundle));
    expect(emitted).toEqual(names);
  });

  test('has the namespace and one of the dimension sets that the sender emits', () => {
    const line = { service: '', triggerSource: '', reason: '' };
    const { _aws } = withMetrics(line, { EmailAccepted: 1 }, { timestamp: 0 }) as {
      _aws: { CloudWatchMetrics: [{ Namespace: string; Dimensions: string[][] }] };
    };
    const [{ Namespace, Dimensions }] = _aws.CloudWatchMetrics;
    for (const { namespace, name, dimensions } of ours) {
      const sets = filtered.has(name) ? [filtered.get(name)] : Dimensions;
      expect([name, namespace]).toEqual([name, Namespace]);
      expect([name, sets]).toEqual([name, expect.arrayContaining([Object.keys(dimensions)])]);
    }
  });

  test('names a reason that exists, and this stack as its service', () => {
    for (const { name, dimensions } of ours) {
      if (filtered.has(name)) continue;
      expect(dimensions['service']).toBe('codes');
      if (typeof dimensions['reason'] === 'string') expect(reasons).toContain(dimensions['reason']);
    }
  });
});

describe('the dashboard', () => {
  test('shows every alarm', () => {
    const shown = JSON.stringify(dashboard());
    for (const [id] of alarms) expect(shown).toContain(`\${${id}.Arn}`);
  });

  test('has widgets that lie within its 24 columns and not upon each other', () => {
    const cells = new Set<string>();
    for (const { x, y, width, height } of dashboard()) {
      expect(x + width).toBeLessThanOrEqual(24);
      for (let column = x; column < x + width; column += 1) {
        for (let row = y; row < y + height; row += 1) {
          expect(cells.has(`${column},${row}`)).toBe(false);
          cells.add(`${column},${row}`);
        }
      }
    }
  });

  test('leaves the log of delivery events out where there is none', () => {
    const without = deploy(deployments['without a log of delivery events'] ?? {});
    expect(dashboard(without)).toHaveLength(dashboard().length - 3);
  });
});

test('SES counts by a tag that the sender puts on every email', async () => {
  const { EventDestination } = propertiesOf<{
    EventDestination: { CloudWatchDestination: { DimensionConfigurations: { DimensionName: string }[] } };
  }>(deployment, 'DeliveryMetrics');
  const names = EventDestination.CloudWatchDestination.DimensionConfigurations.map(
    (each) => each.DimensionName,
  );
  // SES's own tag is on every email that a configuration set sends.
  const counted = names.filter((name) => name !== 'ses:configuration-set');
  const { mailbox } = await invoke(sample('sign-up'));
  const tags: unknown = mailbox[0]?.tags;
  expect(counted).toEqual(['triggerSource']);
  expect(JSON.stringify(tags)).toContain('triggerSource');
});

// biome-ignore lint/suspicious/noExplicitAny: a sample event, to be bent at will.
const sample = (stem: string): any =>
  JSON.parse(readFileSync(new URL(`../../events/${stem}.json`, import.meta.url), 'utf8'));

/** One event through the built bundle, against a playground of its own. */
async function invoke(event: unknown) {
  const playground = await startPlayground();
  const environment = startEnvironment(senderEnvironment(playground.url));
  const { lines } = await environment.invoke(event);
  await environment.close();
  await playground.close();
  return { lines, mailbox: playground.mailbox };
}

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: { readonly metrics?: Json[][] };
}

function dashboard(of: Deployment = deployment): Widget[] {
  const { DashboardBody } = propertiesOf<{ DashboardBody: { 'Fn::Sub': string } }>(of, 'Dashboard');
  return JSON.parse(DashboardBody['Fn::Sub']).widgets;
}

/** The metrics of an alarm: its own, those of its math, or those that its query selects. */
function metricsOf(properties: JsonObject): Metric[] {
  if (properties['MetricName']) return [metric(properties)];
  return (properties['Metrics'] as JsonObject[]).flatMap(({ MetricStat, Expression }) => {
    if (MetricStat) return [metric((MetricStat as JsonObject)['Metric'] as JsonObject)];
    const query = String(Expression)
      .replaceAll('"', '')
      .match(/SELECT \w+\((\w+)\) FROM SCHEMA\((\w+), ([\w, ]+)\) WHERE service = '(\w+)'/);
    if (!query) return [];
    const [, name = '', namespace = '', dimensions = '', service = ''] = query;
    return [{ namespace, name, dimensions: { ...named(dimensions.split(', ')), service } }];
  });
}

function metric({ Namespace, MetricName, Dimensions = [] }: JsonObject): Metric {
  const pairs = (Dimensions as { Name: string; Value: Json }[]).map(({ Name, Value }) => [Name, Value]);
  return { namespace: String(Namespace), name: String(MetricName), dimensions: Object.fromEntries(pairs) };
}

/** The metrics of the dashboard: written out, or those that a SEARCH finds. */
function widgetMetrics(): Metric[] {
  return dashboard().flatMap(({ properties }) =>
    (properties.metrics ?? []).flatMap((row): Metric[] => {
      if (typeof row[0] === 'string') {
        const [namespace = '', name = '', ...rest] = row.filter((item) => typeof item === 'string');
        const pairs = rest.flatMap((item, index) =>
          index % 2 === 0 ? [[item, rest[index + 1] as string]] : [],
        );
        return [{ namespace, name, dimensions: Object.fromEntries(pairs) }];
      }
      const { expression } = row[0] as { expression: string };
      const search = expression.match(/\{([^}]+)\} .*MetricName="(\w+)"/);
      const [namespace = '', ...dimensions] = (search?.[1] ?? '').replaceAll('"', '').split(',');
      const service = expression.match(/service="(\w+)"/)?.[1];
      return [
        {
          namespace,
          name: search?.[2] ?? '',
          dimensions: { ...named(dimensions), ...(service && { service }) },
        },
      ];
    }),
  );
}

/** Dimensions whose values are open. */
function named(names: readonly string[]): Record<string, Json> {
  return Object.fromEntries(names.map((name) => [name, null]));
}
