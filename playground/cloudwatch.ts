import type { Call } from './call.ts';
import { ServiceError } from './wire.ts';

/** The values of a metric by its name, as in `ApproximateAgeOfOldestMessage`, newest first. */
export type Metrics = ReadonlyMap<string, readonly number[]>;

interface Query {
  readonly Id: string;
  readonly MetricStat: { readonly Metric: { readonly MetricName: string }; readonly Period: number };
}

/** CloudWatch: each metric has one series, whatever its dimensions and period. */
export function createCloudWatch(metrics: Metrics) {
  return ({ operation, input }: Call): object => {
    if (operation !== 'GetMetricData') {
      throw new ServiceError('UnknownOperationException', `the playground's CloudWatch has no ${operation}`);
    }
    return {
      MetricDataResults: input.MetricDataQueries.map(({ Id, MetricStat: { Metric, Period } }: Query) => {
        const values = metrics.get(Metric.MetricName) ?? [];
        return {
          Id,
          Label: Metric.MetricName,
          StatusCode: 'Complete',
          Timestamps: values.map((_, index) => Math.floor(Date.now() / 1000) - index * Period),
          Values: values,
        };
      }),
    };
  };
}
