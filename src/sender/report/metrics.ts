/** CloudWatch's embedded metric format: a log line that is also its own metrics. */
export type Metrics = Readonly<Record<string, number>>;

/**
 * Adds to a log line the member that makes CloudWatch read numbers off it. The dimension sets name members of the
 * same line, so a line must hold `service`, `triggerSource` and, where there is one, `reason`.
 * AWS docs: "Specification: Embedded metric format".
 *
 * @param line The log line's own members.
 * @param metrics Counts, and times in milliseconds (names that end in `Time`).
 * @param timestamp Milliseconds since 1970.
 */
export function withMetrics<T extends object>(
  line: T,
  metrics: Metrics,
  { timestamp }: { readonly timestamp: number },
): object {
  const dimensions = [['service'], ['service', 'triggerSource'], ['service', 'reason']];
  return {
    ...line,
    ...metrics,
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: [
        {
          Namespace: 'CognitoEmailSender',
          Dimensions: dimensions.filter((set) => set.every((name) => name in line)),
          Metrics: Object.keys(metrics).map((Name) => ({
            Name,
            Unit: Name.endsWith('Time') ? 'Milliseconds' : 'Count',
          })),
        },
      ],
    },
  };
}
