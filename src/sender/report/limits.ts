import type { Context } from 'aws-lambda';

/**
 * What is left of the invocation's time for reporting, in milliseconds: the pipeline is cut off this long before the
 * time-out. A first call to SQS, and one to SNS, take about half of it.
 */
export const reportMarginMs = 2500;

/** So much earlier the pipeline ends its own calls, in milliseconds, to report what each of them met. */
const abortLeadMs = 150;

/** No call of reporting gets more than this, in milliseconds: one that does not answer must not hold up the next email. */
const maxReportCallMs = 3000;

/** Kept back from the calls of reporting themselves, in milliseconds, for the last log line and the return. */
const exitReserveMs = 250;

type Clock = Pick<Context, 'getRemainingTimeInMillis'>;

/** When the pipeline ends its own calls, in milliseconds since 1970. */
export const pipelineDeadline = (context: Clock): number =>
  Date.now() + context.getRemainingTimeInMillis() - reportMarginMs - abortLeadMs;

/**
 * A signal that ends a call of reporting.
 *
 * @param share Of the time that is left, 0 to 1.
 */
export const timeLeft = (context: Clock, share = 1): AbortSignal =>
  AbortSignal.timeout(
    Math.max(
      0,
      Math.min(maxReportCallMs, Math.floor((context.getRemainingTimeInMillis() - exitReserveMs) * share)),
    ),
  );
