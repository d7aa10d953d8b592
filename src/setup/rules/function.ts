import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { valueIn } from '../../aws/fact.ts';
import type { Facts } from '../facts/facts.ts';
import { type EventSettings, type FunctionSurroundings, lambdaDefaults } from '../facts/lambda/function.ts';
import { judge, type Verdict, verdict } from '../verdict.ts';
import { functionVersionRules } from './function-version.ts';

/** Without these the function fails at its start. */
const required = [
  'KMS_KEY_ARNS',
  'FROM_ADDRESS',
  'CONFIGURATION_SET',
  'UNDELIVERED_QUEUE_URL',
  'ALERT_TOPIC_ARN',
];

/** What esbuild is told to write for. */
const runtime = 'nodejs24.x';

export function functionRules(facts: Facts, ourVersion: string): readonly Verdict[] {
  const { installation, surroundings } = facts;
  const { functionArn, region } = installation;
  if (functionArn === undefined) return [];
  const name = functionArn.split(':')[6] ?? functionArn;
  const about = { subject: `function ${name}`, region, name };
  return judge(
    installation.function,
    { id: 'function', subject: about.subject, what: 'How the function is set' },
    {
      absent: () => [verdict('function', 'problem', { ...about, state: 'absent', reason: undefined })],
      known: (known) => [
        ...configurationRules(known, about),
        ...(surroundings === undefined
          ? []
          : surroundingRules(surroundings, facts, { ...about, ourVersion })),
      ],
    },
  );
}

interface About {
  readonly subject: string;
  readonly region: string;
  readonly name: string;
}

function configurationRules(known: FunctionConfiguration, about: About): readonly Verdict[] {
  const variables = known.Environment?.Variables ?? {};
  const missing = required.filter((name) => !variables[name]?.trim());
  const failed = known.LastUpdateStatus === 'Failed' || known.State === 'Failed';
  const logLevel =
    known.LoggingConfig?.LogFormat === 'JSON' ? known.LoggingConfig.ApplicationLogLevel : undefined;
  return [
    verdict('function', failed ? 'problem' : 'ok', {
      ...about,
      state: failed ? 'Failed' : (known.State ?? 'Active'),
      reason: known.LastUpdateStatusReason ?? known.StateReason,
    }),
    verdict('function-runtime', known.Runtime === runtime ? 'ok' : 'warning', {
      ...about,
      runtime: known.Runtime,
      wanted: runtime,
    }),
    verdict('function-settings', missing.length === 0 ? 'ok' : 'problem', { ...about, missing }),
    verdict('log-level', ['WARN', 'ERROR', 'FATAL'].includes(logLevel ?? '') ? 'warning' : 'ok', {
      ...about,
      logLevel,
    }),
  ];
}

function surroundingRules(
  surroundings: FunctionSurroundings,
  facts: Facts,
  { ourVersion, ...about }: About & { readonly ourVersion: string },
): readonly Verdict[] {
  const { events, reservedConcurrency } = surroundings;
  const { installation, regions } = facts;
  const perSecond = valueIn(regions[0]?.account)?.quota.perSecond;
  return [
    ...functionVersionRules(surroundings, facts, { ...about, ours: ourVersion }),
    ...judge(
      events,
      { id: 'function-destination', subject: about.subject, what: 'What becomes of events that fail' },
      {
        // Nothing was set: Lambda's own settings hold, and failed events go nowhere.
        absent: () => eventRules(lambdaDefaults, installation.queueUrl, about),
        known: (settings) => eventRules(settings, installation.queueUrl, about),
      },
    ),
    ...judge(
      reservedConcurrency,
      { id: 'function-concurrency', subject: about.subject, what: 'How many emails it may send at once' },
      {
        known: (reserved) =>
          perSecond === undefined
            ? []
            : [
                verdict('function-concurrency', concurrencyLevel(reserved, perSecond), {
                  ...about,
                  reserved,
                  perSecond,
                  fitting: fittingConcurrency(perSecond),
                }),
              ],
      },
    ),
  ];
}

/** A reset code's life: what waits longer is of no use to anybody. */
const longestUseful = 3600;

function eventRules(settings: EventSettings, queueUrl: string | undefined, about: About): readonly Verdict[] {
  const queueName = queueUrl?.split('/').at(-1);
  const toQueue = settings.onFailure !== undefined && settings.onFailure.split(':').at(-1) === queueName;
  return [
    verdict('function-retries', settings.retries === 2 ? 'ok' : 'warning', {
      ...about,
      retries: settings.retries,
    }),
    verdict('function-event-age', settings.maxAgeSeconds <= longestUseful ? 'ok' : 'warning', {
      ...about,
      seconds: settings.maxAgeSeconds,
    }),
    verdict(
      'function-destination',
      settings.onFailure === undefined ? 'problem' : toQueue || queueName === undefined ? 'ok' : 'warning',
      {
        ...about,
        onFailure: settings.onFailure,
        queueUrl,
      },
    ),
  ];
}

/** Seconds that one email takes; docs/scaling.md says where the figure is from. */
const secondsPerEmail = 0.12;

/** What Cognito lets in by default, sign-ups a second: at that send rate no limit is needed. */
const cognitosRate = 50;

const fittingConcurrency = (perSecond: number): number => Math.max(1, Math.ceil(perSecond * secondsPerEmail));

function concurrencyLevel(reserved: number | undefined, perSecond: number): 'ok' | 'warning' | 'problem' {
  if (reserved === 0) return 'problem';
  if (perSecond >= cognitosRate) return 'ok';
  return reserved !== undefined && reserved <= fittingConcurrency(perSecond) * 2 ? 'ok' : 'warning';
}
