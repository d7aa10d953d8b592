import { version } from '../../version.ts';
import type { Incident } from '../failure/incident.ts';
import type { Invocation } from '../invocation.ts';
import { type Metrics, withMetrics } from './metrics.ts';

/** How an invocation ends. */
export type Status = 'accepted' | 'skipped' | 'deferred' | 'undeliverable';

export interface Outcome {
  readonly status: Status;
  /** Why the email was not accepted. */
  readonly incident?: Incident;
  /** Counts beside the status's own. */
  readonly metrics?: Metrics;
}

const statuses = {
  accepted: { level: 'INFO', metric: 'EmailAccepted' },
  skipped: { level: 'INFO', metric: 'EmailSkipped' },
  deferred: { level: 'WARN', metric: 'EmailDeferred' },
  undeliverable: { level: 'ERROR', metric: 'EmailUndeliverable' },
} as const satisfies Record<Status, { level: string; metric: string }>;

/**
 * The one log line of an invocation, which is its metrics as well.
 *
 * @param now Milliseconds since 1970.
 */
export function outcomeLine(
  { status, incident, metrics = {} }: Outcome,
  { stage, details, times }: Invocation,
  { service, requestId, now }: { readonly service: string; readonly requestId: string; readonly now: number },
): string {
  const { level, metric } = statuses[status];
  const line = {
    timestamp: new Date(now).toISOString(),
    level,
    message: 'outcome',
    service,
    version,
    requestId,
    status,
    ...(incident && { reason: incident.reason, error: incident.errorName }),
    ...(incident?.detail !== undefined && { detail: incident.detail }),
    stage,
    ...details,
    times,
  };
  const counts = {
    [metric]: 1,
    ...metrics,
    ...(times.decrypt !== undefined && { DecryptTime: times.decrypt }),
    ...(times.send !== undefined && { SendTime: times.send }),
  };
  return JSON.stringify(withMetrics(line, counts, { timestamp: now }));
}
