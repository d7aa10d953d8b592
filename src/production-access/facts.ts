import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { ask, type Fact, valueIn } from '../aws/fact.ts';
import type { VerbContext } from '../cli/verb-context.ts';
import { readMailbox } from '../sender/mailbox.ts';
import { type Destination, readConfigurationSet } from '../setup/facts/ses/configuration-set.ts';
import { createIdentityReader, type Identity, readIdentityOf } from '../setup/facts/ses/identity.ts';
import type { Standing } from './standing.ts';

/** What an application can be written from. */
export interface ApplicationFacts {
  readonly region: string;
  readonly standing: Standing;
  /** Bare; absent where nobody knows it. */
  readonly from?: string;
  readonly appName?: string;
  readonly identity: Fact<Identity>;
  readonly configurationSet?: string;
  readonly destinations: Fact<readonly Destination[]>;
  /** Emails of the busiest of the last days, sent or kept. */
  readonly busiestDay: Fact<number>;
  /** Users of all pools together, as Cognito estimates. */
  readonly users: Fact<number>;
  /** Whether the stack of this project was deployed, which has alarms on bounces and complaints. */
  readonly hasAlarms: boolean;
}

/** Days that are looked back for the busiest. */
const days = 14;

export async function readApplicationFacts(
  context: VerbContext,
  standing: Standing,
): Promise<ApplicationFacts> {
  const { clients, signal } = context;
  const installation = await context.installation();
  const { configurationSet, stack, environment } = installation;
  const { region } = standing;
  const mailbox = readMailbox(installation.from ?? '');
  const [identity, { destinations }, busiestDay, users] = await Promise.all([
    mailbox === undefined
      ? { state: 'failed' as const, why: 'nothing says which From address it is (--from)' }
      : readIdentityOf(createIdentityReader(clients, signal), region, mailbox.address),
    configurationSet === undefined
      ? { destinations: { state: 'absent' as const } }
      : readConfigurationSet(clients, region, { name: configurationSet, signal }),
    readBusiestDay(context),
    countUsers(context),
  ]);
  const appName = environment['APP_NAME'] || mailbox?.name;
  return {
    region,
    standing,
    ...(mailbox && { from: mailbox.address }),
    ...(appName !== undefined && { appName }),
    identity,
    ...(configurationSet !== undefined && { configurationSet }),
    destinations,
    busiestDay,
    users,
    hasAlarms: stack?.outputs['ConfigurationSetName'] === configurationSet && configurationSet !== undefined,
  };
}

/** What the sandbox refused counts: those emails are what production access is for. */
async function readBusiestDay({ clients, installation, signal }: VerbContext): Promise<Fact<number>> {
  const { region, environment } = await installation();
  const cloudwatch = await clients.cloudwatch(region);
  const service = environment['POWERTOOLS_SERVICE_NAME'] ?? 'cognito-email-sender';
  const now = Date.now();
  return ask(async () => {
    const { MetricDataResults = [] } = await cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(now - days * 86_400_000),
        EndTime: new Date(now),
        MetricDataQueries: ['EmailAccepted', 'EmailUndeliverable'].map((MetricName, index) => ({
          Id: `m${index}`,
          MetricStat: {
            Metric: {
              Namespace: 'CognitoEmailSender',
              MetricName,
              Dimensions: [{ Name: 'service', Value: service }],
            },
            Period: 86_400,
            Stat: 'Sum',
          },
        })),
      }),
      { abortSignal: signal },
    );
    const perDay = new Map<string, number>();
    for (const { Timestamps = [], Values = [] } of MetricDataResults) {
      for (const [index, time] of Timestamps.entries()) {
        const day = time.toISOString().slice(0, 10);
        perDay.set(day, (perDay.get(day) ?? 0) + (Values[index] ?? 0));
      }
    }
    return Math.max(0, ...perDay.values());
  });
}

async function countUsers({ clients, installation, signal }: VerbContext): Promise<Fact<number>> {
  const { userPoolIds, region } = await installation();
  if (userPoolIds.length === 0) return { state: 'absent' };
  const cognito = await clients.cognito(region);
  const counts = await Promise.all(
    userPoolIds.map((UserPoolId) =>
      ask(async () => {
        const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }), {
          abortSignal: signal,
        });
        return UserPool?.EstimatedNumberOfUsers ?? 0;
      }),
    ),
  );
  const unknown = counts.find((count) => count.state !== 'known');
  return unknown ?? { state: 'known', value: counts.reduce((sum, count) => sum + (valueIn(count) ?? 0), 0) };
}
