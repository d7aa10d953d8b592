import { memoize } from '../../src/sender/memoize.ts';
import type { Json, JsonObject } from './cloudformation.ts';

/** One number as it is published: of which metric, when (minutes since whatever went wrong, before it negative), and how much. */
export interface Point {
  /** Its name, and what sets it apart: `EmailSkipped code-expired`, `Errors of the watch`. */
  readonly metric: string;
  readonly at: number;
  readonly value: number;
}

/** Minutes until a number that was published counts in an alarm. CloudWatch promises none; two is what people see. */
const publishingDelay = 2;

/**
 * Plays CloudWatch: when an alarm that was OK goes to ALARM, in minutes.
 *
 * Evaluated every minute over a window that slides with it. AWS docs, "Alarm evaluation": more data points are fetched
 * than are evaluated ("evaluation range"), and missing ones are made up only where the real ones among them are too few.
 * How many more is not said; two, as in the documentation's examples.
 *
 * @returns Undefined where it stays OK until the end.
 */
export function firstAlarm(
  alarm: JsonObject,
  points: readonly Point[],
  { until }: { readonly until: number },
): number | undefined {
  const wanted = Number(alarm['EvaluationPeriods']);
  const toAlarm = Number(alarm['DatapointsToAlarm'] ?? wanted);
  const treatment = alarm['TreatMissingData'];
  const byMetric: ByMetric = Map.groupBy(points, ({ metric }) => metric);
  const fetched = wanted + 2;
  for (const now of changes(alarm, byMetric, { until, fetched })) {
    const range = Array.from({ length: fetched }, (_, back) => numberIn(alarm, byMetric, { now, back }));
    const real = range.filter((value) => !Number.isNaN(value)).slice(0, wanted);
    if (real.length === 0 && treatment === 'ignore') continue;
    const breaching = real.filter((value) => breaches(value, alarm)).length;
    const madeUp = treatment === 'breaching' ? wanted - real.length : 0;
    if (breaching + madeUp >= toAlarm) return now;
  }
  return undefined;
}

type ByMetric = ReadonlyMap<string, readonly Point[]>;

interface Window {
  readonly now: number;
  /** How many periods ago it ended. */
  readonly back: number;
}

/** The minutes at which any of an alarm's numbers may be another than a minute before: from one to the next, all is the same. */
function changes(
  alarm: JsonObject,
  points: ByMetric,
  { until, fetched }: { readonly until: number; readonly fetched: number },
): readonly number[] {
  const minutes = new Set([0]);
  for (const { metric, seconds } of askedBy(alarm)) {
    for (const { at } of points.get(metric) ?? []) {
      // It is published, and enters and leaves one period after another.
      minutes.add(at + publishingDelay);
      for (let periods = 0; periods <= fetched; periods += 1) minutes.add(at + (periods * seconds) / 60);
    }
  }
  return [...minutes].filter((minute) => minute >= 0 && minute <= until).sort((one, other) => one - other);
}

/** What an alarm asks of one metric. */
interface Asked {
  readonly metric: string;
  readonly stat: string;
  readonly seconds: number;
}

const askedBy = (alarm: JsonObject): readonly Asked[] =>
  alarm['MetricName']
    ? [askedOf(alarm)]
    : (alarm['Metrics'] as JsonObject[]).flatMap((entry) => askedIn(entry) ?? []);

/** What an entry of `Metrics` asks itself; null for an expression over others. */
const askedIn = memoize(({ MetricStat, Expression, Period }: JsonObject): Asked | null => {
  if (MetricStat) {
    const { Metric, Stat, Period } = MetricStat as JsonObject;
    return { metric: nameOf(Metric as JsonObject), stat: String(Stat), seconds: Number(Period) };
  }
  if (!String(Expression).startsWith('SELECT')) return null;
  const metric = String(Expression).match(/SUM\("(\w+)"\)/)?.[1] ?? '';
  return { metric, stat: 'Sum', seconds: Number(Period) };
});

const askedOf = memoize(
  (alarm: JsonObject): Asked => ({
    metric: nameOf(alarm),
    stat: String(alarm['Statistic']),
    seconds: Number(alarm['Period']),
  }),
);

/** The alarm's number in one period; NaN where there is none. */
function numberIn(alarm: JsonObject, points: ByMetric, window: Window): number {
  if (alarm['MetricName']) return statistic(points, window, askedOf(alarm));
  const entries = alarm['Metrics'] as JsonObject[];
  const values = new Map<string, number>();
  // What an expression refers to comes after it, so they are worked out from the end.
  for (const entry of entries.toReversed()) {
    const asked = askedIn(entry);
    const { Id, Expression } = entry;
    values.set(String(Id), asked ? statistic(points, window, asked) : calculate(String(Expression), values));
  }
  const shown = entries.find(({ ReturnData }) => ReturnData === true);
  return values.get(String(shown?.['Id'])) ?? Number.NaN;
}

/** Asked for every minute of every play, and always the same. */
const nameOf = memoize(({ MetricName, Dimensions = [] }: JsonObject): string => {
  const dimensions = Dimensions as { Name: string; Value: Json }[];
  const named = (name: string): Json | undefined => dimensions.find(({ Name }) => Name === name)?.Value;
  // Both functions have errors, and a version has those of its own.
  const watch = JSON.stringify(named('FunctionName') ?? '').includes('WatchFunction')
    ? 'of the watch'
    : undefined;
  const version = named('ExecutedVersion') === undefined ? undefined : 'of the new version';
  return [MetricName, named('reason'), watch, version].filter(Boolean).join(' ');
});

function statistic(points: ByMetric, { now, back }: Window, { metric, stat, seconds }: Asked): number {
  const period = seconds / 60;
  const end = now - back * period;
  const values = (points.get(metric) ?? [])
    .filter(({ at }) => at > end - period && at <= end && at + publishingDelay <= now)
    .map(({ value }) => value);
  if (values.length === 0) return Number.NaN;
  const sum = values.reduce((total, value) => total + value, 0);
  const statistics: Readonly<Record<string, number>> = {
    Sum: sum,
    Average: sum / values.length,
    Minimum: Math.min(...values),
    Maximum: Math.max(...values),
    SampleCount: values.length,
  };
  return statistics[stat] ?? Number.NaN;
}

/** The few of CloudWatch's functions that template.yaml uses; arithmetic with what is missing is missing. */
function calculate(expression: string, values: ReadonlyMap<string, number>): number {
  const of = (id = ''): number => (/^-?\d+$/.test(id) ? Number(id) : (values.get(id) ?? Number.NaN));
  const filled = expression.match(/^FILL\((\w+), 0\)$/);
  if (filled) return Number.isNaN(of(filled[1])) ? 0 : of(filled[1]);
  const sum = expression.match(/^SUM\(\[([\w, ]+)\]\)$/);
  if (sum) {
    const real = (sum[1] ?? '')
      .split(', ')
      .map(of)
      .filter((value) => !Number.isNaN(value));
    return real.length === 0 ? Number.NaN : real.reduce((total, value) => total + value, 0);
  }
  const choice = expression.match(/^IF\((\w+) >= (\d+), (.+), 0\)$/);
  if (choice) {
    const [, id, least, then = ''] = choice;
    if (Number.isNaN(of(id))) return Number.NaN;
    return of(id) >= Number(least) ? calculate(then, values) : 0;
  }
  const terms = expression.split(' ');
  return terms
    .slice(1)
    .reduce(
      (result, term, index) =>
        term === '*' ? result * of(terms[index + 2]) : term === '/' ? result / of(terms[index + 2]) : result,
      of(terms[0]),
    );
}

function breaches(value: number, { ComparisonOperator, Threshold }: JsonObject): boolean {
  const limit = Number(Threshold);
  switch (ComparisonOperator) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= limit;
    case 'GreaterThanThreshold':
      return value > limit;
    case 'LessThanThreshold':
      return value < limit;
    default:
      throw new Error(`the play knows no ${ComparisonOperator}`);
  }
}
