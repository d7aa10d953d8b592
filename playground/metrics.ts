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

/** How many attempts ended how, in one stretch of time. */
export interface Bucket {
  /** Its start, in milliseconds since 1970. */
  readonly at: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** @returns Stretches of equal length, from the first attempt to the last; `count` at the most. */
export function overTime(runs: readonly Run[], count = 60): readonly Bucket[] {
  const attempts = runs.flatMap(({ attempts }) => attempts);
  if (attempts.length === 0) return [];
  const times = attempts.map(({ at }) => at);
  const first = times.reduce((least, time) => Math.min(least, time));
  const last = times.reduce((most, time) => Math.max(most, time));
  const length = Math.max(1000, Math.ceil((last - first + 1) / count));
  const buckets = Array.from({ length: Math.floor((last - first) / length) + 1 }, (_, index) => ({
    at: first + index * length,
    counts: {} as Record<string, number>,
  }));
  for (const { at, outcome } of attempts) {
    const status = outcome?.status ?? 'lost';
    const counts = buckets[Math.floor((at - first) / length)]?.counts ?? {};
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return buckets;
}
