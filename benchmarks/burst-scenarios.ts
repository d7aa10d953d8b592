import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type BurstFigures, type BurstSettings, simulateBurst } from './burst-simulation.ts';

/** What template.yaml deploys. */
const { Parameters, Resources } = parse(readFileSync(new URL('../template.yaml', import.meta.url), 'utf8'), {
  logLevel: 'silent',
});

export const deployed: BurstSettings = {
  events: 100_000,
  // Cognito's default quota for UserCreation, over all pools of the account and Region; confirmations count too.
  perSecond: 50,
  // The account's default, shared with its other functions; ReservedConcurrency sets the function's own.
  concurrency: 1000,
  newEnvironmentsPer10Seconds: 1000,
  // Assumed: more than a start at 512 MB's own share of a CPU (0.35 s), since what Lambda itself does before is not measured.
  coldStart: 0.6,
  email: 0.12,
  // What SES often grants at first: quotas differ from account to account.
  sendRate: 14,
  dailyQuota: Number.POSITIVE_INFINITY,
  sdkAttempts: 3,
  retryAttempts: Resources.SenderFunction.Properties.EventInvokeConfig.MaximumRetryAttempts,
  maximumEventAge: Parameters.MaximumEventAge.Default,
  // The watch is on by default, and without named pools sends one canary.
  canaryPools: Parameters.Watch.Default === 'on' ? 1 : 0,
  canaryMinutes: Number(Parameters.CanaryMinutes.Default),
  seed: 1,
};

/** The scenarios of docs/scaling.md. */
export const scenarios: readonly (Partial<BurstSettings> & { readonly what: string })[] = [
  { what: '14 a second, no limit on concurrency' },
  { what: '14 a second, concurrency 1', concurrency: 1 },
  { what: '14 a second, concurrency 2', concurrency: 2 },
  { what: '14 a second, concurrency 2, age 6 h', concurrency: 2, maximumEventAge: 21_600 },
  { what: '14 a second, quota of 50,000 a day', concurrency: 2, maximumEventAge: 21_600, dailyQuota: 50_000 },
  { what: '50 a second, no limit on concurrency', sendRate: 50 },
  { what: '50 a second, concurrency 6', sendRate: 50, concurrency: 6 },
  { what: '100 a second, no limit on concurrency', sendRate: 100 },
  { what: '1,000 sign-ups a second; 100 a second, no limit', sendRate: 100, perSecond: 1000 },
  {
    what: '1,000 sign-ups a second; 100 a second, concurrency 12',
    sendRate: 100,
    perSecond: 1000,
    concurrency: 12,
  },
  { what: '1,000 sign-ups a second; 500 a second, no limit', sendRate: 500, perSecond: 1000 },
  {
    what: '1,000 sign-ups a second; 500 a second, concurrency 60',
    sendRate: 500,
    perSecond: 1000,
    concurrency: 60,
  },
  { what: '14 a second, concurrency 2; no watch', concurrency: 2, canaryPools: 0 },
  {
    what: '14 a second, concurrency 2; five pools, a canary each every 5 min',
    concurrency: 2,
    canaryPools: 5,
    canaryMinutes: 5,
  },
  {
    what: '50 a second, no limit; five pools, a canary each every 5 min',
    sendRate: 50,
    canaryPools: 5,
    canaryMinutes: 5,
  },
];

/** Rows of a table, Markdown for the page. */
export function* table(rows: readonly (typeof scenarios)[number][]): Generator<string> {
  yield '| SES’s maximum send rate, reserved concurrency | accepted | within 3 min | median wait | longest wait | kept: no retry left | kept: too old | kept: quota | invocations | refusals by SES | canaries accepted |';
  yield '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|';
  for (const { what, ...changes } of rows) {
    const settings = { ...deployed, ...changes };
    const figures = simulateBurst(settings);
    check(settings, figures);
    const cells = [
      figures.accepted,
      figures.withinThreeMinutes,
      duration(figures.wait.median),
      duration(figures.wait.longest),
      figures.keptAfterRetries,
      figures.keptForAge,
      figures.keptForQuota,
      figures.invocations,
      figures.refusals,
      `${figures.canariesAccepted} of ${figures.canaries}`,
    ].map((cell) => cell.toLocaleString('en'));
    yield `| ${[what, ...cells].join(' | ')} |`;
  }
}

/** No figure is shown of a run that broke its own rules. */
export function check(settings: BurstSettings, figures: BurstFigures): void {
  const { accepted, keptForQuota, keptAfterRetries, keptForAge } = figures;
  const broken = [
    accepted + keptForQuota + keptAfterRetries + keptForAge !== settings.events &&
      'an event was lost or counted twice',
    figures.busiest > settings.concurrency && 'more ran at once than may',
    figures.fastestSecond > 2 * settings.sendRate && 'SES took more than its rate',
    figures.wait.longest > settings.maximumEventAge + 60 && 'an event was accepted after its age',
    figures.canariesAccepted > figures.canaries && 'a canary was accepted twice',
    accepted + figures.canariesAccepted > settings.dailyQuota && 'SES took more than its quota',
  ].filter(Boolean);
  if (broken.length > 0) throw new Error(`the simulation is wrong: ${broken.join('; ')}`);
}

const duration = (seconds: number): string =>
  seconds < 60 ? `${seconds.toFixed(1)} s` : `${(seconds / 60).toFixed(seconds < 600 ? 1 : 0)} min`;
