/** `npm run simulate:burst`: what becomes of 100,000 sign-ups, by the limits that one can set or ask for. */
import type { NumberOption } from '../src/commands/arguments.ts';
import { runCommand } from '../src/commands/command.ts';
import { deployed, scenarios, table } from './burst-scenarios.ts';
import type { BurstSettings } from './burst-simulation.ts';

const usage = `npm run simulate:burst -- [--sendRate <number>] [any other setting]
Plays a burst of sign-ups through Lambda's queue and SES's send rate. Without a setting: the scenarios of docs/scaling.md.

  --events                       how many sign-ups (${deployed.events})
  --perSecond                    how many of them a second (${deployed.perSecond})
  --concurrency                  invocations at once (${deployed.concurrency})
  --newEnvironmentsPer10Seconds  execution environments that Lambda adds (${deployed.newEnvironmentsPer10Seconds})
  --coldStart                    seconds that an environment's first email takes beyond the others (${deployed.coldStart})
  --email                        seconds up to SES's answer (${deployed.email})
  --sendRate                     emails a second that SES takes (${deployed.sendRate})
  --dailyQuota                   emails a day that SES takes (no limit)
  --sdkAttempts                  how often the SDK tries one request (${deployed.sdkAttempts})
  --retryAttempts                Lambda's retries of a failed invocation (${deployed.retryAttempts})
  --maximumEventAge              seconds after which Lambda gives an event up (${deployed.maximumEventAge})
  --canaryPools                  pools that the watch sends a canary for; 0 without a watch (${deployed.canaryPools})
  --canaryMinutes                how often it does (${deployed.canaryMinutes})
  --seed                         which course of chance (${deployed.seed})`;

const options = {
  events: { min: 1, max: 10_000_000 },
  perSecond: { min: 0.001, fraction: true },
  concurrency: { min: 1 },
  newEnvironmentsPer10Seconds: { min: 1 },
  coldStart: { fraction: true },
  email: { min: 0.001, fraction: true },
  sendRate: { min: 1 },
  dailyQuota: {},
  sdkAttempts: { min: 1 },
  retryAttempts: {},
  maximumEventAge: { min: 1 },
  canaryPools: {},
  canaryMinutes: { min: 1 },
  seed: {},
} satisfies Record<keyof BurstSettings, NumberOption>;

await runCommand({ usage, options }, (values) => {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const what = given.map(([name, value]) => `${name} ${value}`).join(', ');
  const rows = given.length > 0 ? [{ what, ...Object.fromEntries(given) }] : scenarios;
  for (const row of table(rows)) process.stdout.write(`${row}\n`);
});
