import { firstAlarm } from './alarm-clock.ts';
import { deploy, type JsonObject } from './cloudformation.ts';
import { deployments } from './deployments.ts';
import { quiet, type Silence, silences } from './silences.ts';

const { Resources } = deploy({
  ...deployments['one pool'],
  SecondAlarmActionArn: 'arn:aws:sns:eu-west-1:111122223333:pager',
});
const alarms = Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm');
/** Ten hours: the slowest alarm takes three. */
const until = 10 * 60;
/** A look at the set-up is at most a day and one canary's interval after the last, and then published. */
const look = 25 * 60 + 2;

/** Who tells, and after how many minutes at most. */
export interface Teller {
  readonly who: string;
  readonly minutes: number;
}

/** All that tell of a silence, the first one first. */
export function tellersOf({ points, ends, alert, finding, gate, deaf }: Silence): Teller[] {
  const played = [...quiet.filter(({ metric, at }) => at < 0 || !ends.includes(metric)), ...points];
  const heard = ([, { Properties = {} }]: (typeof alarms)[number]): boolean =>
    !deaf || JSON.stringify(Properties['AlarmActions']).includes(':pager');
  const byAlarms = alarms.filter(heard).flatMap(([id, { Properties = {} }]): Teller[] => {
    const minutes = firstAlarm(Properties as JsonObject, played, { until });
    return minutes === undefined ? [] : [{ who: id, minutes }];
  });
  return [
    ...(gate ? [{ who: 'the gate, if a deployment brings it', minutes: 0 }] : []),
    ...byAlarms,
    ...(alert && !deaf ? [{ who: 'the sender’s alert', minutes: alert === 'canary' ? 59 : 1 }] : []),
    ...(finding ? [{ who: `\`${finding}\` (set-up${deaf ? ', SetupAlarm' : ''})`, minutes: look }] : []),
  ].sort((one, other) => one.minutes - other.minutes);
}

const duration = (minutes: number): string =>
  minutes === 0 ? 'at once' : minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 6) / 10} h`;

/** The table of docs/runbook.md, in Markdown. */
export const silenceTable = (): string =>
  [
    '| what went silent | who tells, after at most |',
    '|---|---|',
    ...silences.map((silence) => {
      const tellers = tellersOf(silence).map(({ who, minutes }) => `${who}: ${duration(minutes)}`);
      return `| ${silence.what} | ${tellers.join(' · ')} |`;
    }),
  ].join('\n');
