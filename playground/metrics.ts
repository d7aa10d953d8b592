import { readLine } from './outcome-line.ts';
import type { Run } from './sender-function.ts';

/** What CloudWatch would have made of the log lines: each metric's sum, or its average where it is a time. */
export function metricsIn(runs: readonly Run[]): ReadonlyMap<string, number> {
  const values = new Map<string, number[]>();
  for (const { attempts } of runs) {
    for (const line of attempts.flatMap(({ lines }) => lines)) {
      const parsed = readLine(line);
      for (const name of namesIn(parsed?.['_aws'])) {
        const list = values.get(name) ?? [];
        list.push(Number(parsed?.[name]));
        values.set(name, list);
      }
    }
  }
  const sum = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0);
  return new Map(
    [...values]
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([name, list]) => [name, name.endsWith('Time') ? sum(list) / list.length : sum(list)]),
  );
}

function namesIn(embedded: unknown): readonly string[] {
  const { CloudWatchMetrics = [] } = (embedded ?? {}) as {
    CloudWatchMetrics?: readonly { readonly Metrics: readonly { readonly Name: string }[] }[];
  };
  return CloudWatchMetrics.flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name));
}

/** How many attempts ended how, in one period. */
export interface Datapoint {
  /** The period's start, in milliseconds since 1970. */
  readonly at: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** Those that a person can count in, in milliseconds: a tenth of a second up to an hour. */
const periods = [100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 3_600_000];
const wanted = { least: 30, most: 60 };

/**
 * Attempts by when they began.
 *
 * @returns The period in milliseconds, and a datapoint for each, from the first attempt on to the last or beyond.
 */
export function overTime(runs: readonly Run[]): {
  readonly period: number;
  readonly datapoints: readonly Datapoint[];
} {
  const attempts = runs.flatMap(({ attempts }) => attempts);
  const times = attempts.map(({ at }) => at);
  const first = times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
  const span = times.reduce((most, time) => Math.max(most, time - first), 0) + 1;
  const period = periods.find((each) => span <= each * wanted.most) ?? Math.ceil(span / wanted.most);
  const count = attempts.length === 0 ? 0 : Math.max(wanted.least, Math.ceil(span / period));
  const datapoints = Array.from({ length: count }, (_, index) => ({
    at: first + index * period,
    counts: {} as Record<string, number>,
  }));
  for (const { at, outcome } of attempts) {
    const status = outcome?.status ?? 'lost';
    const counts = datapoints[Math.floor((at - first) / period)]?.counts ?? {};
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return { period, datapoints };
}
