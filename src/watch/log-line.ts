import type { CanaryResult } from './canary.ts';

/** A number of the watch's own. AWS docs: "Specification: Embedded metric format". */
export interface WatchMetrics {
  readonly service: string;
  readonly userPoolId?: string;
  readonly counts: Readonly<Record<string, number>>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The log line of one canary, which is its metric as well. */
export const canaryLine = (
  { accepted, ...result }: CanaryResult,
  { service, now }: { readonly service: string; readonly now: number },
): string =>
  lineWith(
    {
      level: accepted ? 'INFO' : 'ERROR',
      message: 'canary',
      status: accepted ? 'accepted' : 'failed',
      ...result,
    },
    { service, now, userPoolId: result.userPoolId, counts: { CanaryAccepted: accepted ? 1 : 0 } },
  );

/** A line of JSON that CloudWatch reads numbers off, for the whole service and, where there is one, for the pool. */
export function lineWith(line: object, { service, userPoolId, counts, now }: WatchMetrics): string {
  return JSON.stringify({
    timestamp: new Date(now).toISOString(),
    ...line,
    service,
    ...counts,
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [
        {
          Namespace: 'CognitoEmailSender',
          Dimensions: [['service'], ...(userPoolId === undefined ? [] : [['service', 'userPoolId']])],
          Metrics: Object.keys(counts).map((Name) => ({ Name, Unit: 'Count' })),
        },
      ],
    },
  });
}
