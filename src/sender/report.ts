import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { type Attempt, startAttempt } from './attempt.ts';
import { classifyFailure, type Failure } from './failure.ts';
import { withMetrics } from './metrics.ts';

/** How an invocation ends. */
export type Status = 'accepted' | 'skipped' | 'deferred' | 'undeliverable';

export interface ReportOptions {
  /** The metrics' `service` dimension. */
  readonly service: string;
  /** Takes one line of JSON, without its end of line. */
  readonly write: (line: string) => void;
}

/**
 * The middleware that gives every invocation its outcome: one log line that is also its metrics, and, for Lambda,
 * a normal return or an error whose text is safe to show.
 */
export function reportOutcome({
  service,
  write,
}: ReportOptions): MiddlewareObj<unknown, unknown, Error, Context & { attempt: Attempt }> {
  const report = (context: Context, attempt: Attempt, status: Status, failure?: Failure): void => {
    const { details, times, stage } = attempt;
    const now = Date.now();
    const line = {
      timestamp: new Date(now).toISOString(),
      level:
        status === 'accepted' || status === 'skipped' ? 'INFO' : status === 'deferred' ? 'WARN' : 'ERROR',
      message: 'outcome',
      service,
      requestId: context.awsRequestId,
      status,
      ...(failure && { reason: failure.reason, error: failure.errorName }),
      ...(failure?.detail && { detail: failure.detail }),
      stage,
      ...details,
      times,
    };
    const metrics = {
      [metricOf[status]]: 1,
      ...(times.decrypt !== undefined && { DecryptTime: times.decrypt }),
      ...(times.send !== undefined && { SendTime: times.send }),
    };
    write(JSON.stringify(withMetrics(line, metrics, now)));
  };

  return {
    before: ({ event, context }) => {
      context.attempt = startAttempt(event);
    },
    after: ({ context }) => {
      report(context, context.attempt, 'accepted');
    },
    onError: (request) => {
      const { context, error } = request;
      const { attempt } = context;
      const failure = classifyFailure(error, attempt.stage);
      if (failure.kind === 'transient') {
        report(context, attempt, 'deferred', failure);
        // Replaced rather than thrown: Middy would attach the original, with the address in its text, to a new throw.
        request.error = new DeferredError(failure);
        return;
      }
      report(context, attempt, failure.kind === 'on-purpose' ? 'skipped' : 'undeliverable', failure);
      return null;
    },
  };
}

const metricOf = {
  accepted: 'EmailAccepted',
  skipped: 'EmailSkipped',
  deferred: 'EmailDeferred',
  undeliverable: 'EmailUndeliverable',
} as const satisfies Record<Status, string>;

/** Thrown to Lambda so that it tries again: the reason and nothing else. */
class DeferredError extends Error {
  override readonly name = 'DeferredError';

  constructor({ reason, errorName }: Failure) {
    super(`deferred: ${reason} (${errorName})`);
    this.stack = `${this.name}: ${this.message}`;
  }
}
