import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { classifyFailure } from '../failure/classify.ts';
import type { Diagnose } from '../failure/diagnose.ts';
import { type Incident, NotAccepted } from '../failure/incident.ts';
import { type Invocation, startInvocation } from '../invocation.ts';
import type { Accepted } from '../send/regions.ts';
import type { Alert, Fate } from './alert.ts';
import { withMetrics } from './metrics.ts';
import { type Outcome, outcomeLine } from './outcome.ts';
import type { StoreUndelivered } from './undelivered.ts';

/**
 * What is left of the invocation's time for reporting, in milliseconds: the pipeline is cut off this long before the
 * time-out. A first call to SQS, and one to SNS, take about half of it.
 */
export const reportMargin = 2500;

/** So much earlier the pipeline ends its own calls, in milliseconds, to say what each of them met. */
const abortLeadMs = 150;

/** No call of reporting gets more than this, in milliseconds: one that does not answer must not hold up the next email. */
const maxReportCallMs = 3000;

/** Kept back from the calls of reporting themselves, for the last line and the return. */
const exitReserveMs = 250;

export type SenderContext = Context & { invocation: Invocation };

export interface ReportOptions {
  /** The metrics' `service` dimension. */
  readonly service: string;
  /** What an incident is about when it came up before a brand was chosen. */
  readonly incidentDefaults: Pick<Incident, 'region' | 'from' | 'identity' | 'configurationSet' | 'keyArn'>;
  readonly diagnose: Diagnose;
  readonly store: () => Promise<StoreUndelivered>;
  readonly alert: () => Promise<Alert>;
  /** Takes one line of JSON, without its end of line. */
  readonly write: (line: string) => void;
}

/**
 * The middleware that gives every invocation its outcome: a log line that is also its metrics; where the email was
 * not accepted, its event kept and the team alerted; and for Lambda a normal return, or an error whose text is safe
 * to show.
 */
export function reportOutcome(
  options: ReportOptions,
): MiddlewareObj<unknown, Accepted | null, Error, SenderContext> {
  const { service, incidentDefaults, diagnose, store, alert, write } = options;

  const logOutcome = (context: SenderContext, outcome: Outcome): void => {
    write(
      outcomeLine(outcome, context.invocation, { service, requestId: context.awsRequestId, now: Date.now() }),
    );
  };

  /** The second channel: an alert that fails is counted, and changes nothing else. */
  const sendAlerts = async (
    context: SenderContext,
    incidents: readonly Incident[],
    fate: Fate,
  ): Promise<void> => {
    for (const incident of incidents) {
      try {
        await (await alert())({ incident, fate, functionName: context.functionName }, timeLeft(context));
      } catch (error) {
        const now = Date.now();
        const line = {
          timestamp: new Date(now).toISOString(),
          level: 'ERROR',
          message: 'alert failed',
          service,
          requestId: context.awsRequestId,
          triggerSource: context.invocation.details.triggerSource,
          reason: incident.reason,
          error: nameOf(error),
        };
        write(JSON.stringify(withMetrics(line, { AlertFailed: 1 }, now)));
      }
    }
  };

  /** What stood in the way in each Region and a person can mend; SES is asked what it could not say in its refusal. */
  const diagnoseAll = (context: SenderContext, incidents: readonly Incident[]): Promise<Incident[]> => {
    const signal = timeLeft(context, 1 / 3);
    return Promise.all(
      incidents
        .filter(({ kind }) => kind === 'set-up' || kind === 'defect')
        .map((incident) => diagnose(incident, signal)),
    );
  };

  /** Set-up failures and defects: nobody will send this email again by itself. */
  const storeAndAlert = async (
    context: SenderContext,
    event: unknown,
    [incident, ...others]: readonly [Incident, ...Incident[]],
  ): Promise<Error | null> => {
    const { invocation } = context;
    try {
      await (await store())({ incident, invocation, event }, timeLeft(context, 1 / 2));
    } catch (error) {
      // Lambda's retries and its on-failure destination are the last net, so it must hear of this.
      invocation.annotate({ storeError: nameOf(error) });
      logOutcome(context, { status: 'deferred', incident });
      await sendAlerts(context, [incident, ...others], 'deferred');
      return new DeferredError(incident);
    }
    logOutcome(context, { status: 'undeliverable', incident });
    await sendAlerts(context, [incident, ...others], 'kept');
    return null;
  };

  /** Ends an email that was not accepted. @returns What to throw to Lambda, or null for a normal return. */
  const finish = async (
    context: SenderContext,
    event: unknown,
    incidents: readonly [Incident, ...Incident[]],
  ): Promise<Error | null> => {
    const incident = primaryIncident(incidents);
    switch (incident.kind) {
      case 'on-purpose':
      case 'recipient':
        logOutcome(context, { status: 'skipped', incident });
        return null;
      case 'transient':
        logOutcome(context, { status: 'deferred', incident });
        await sendAlerts(context, await diagnoseAll(context, incidents), 'deferred');
        return new DeferredError(incident);
      default: {
        const [first = incident, ...others] = await diagnoseAll(context, incidents);
        return storeAndAlert(context, event, [first, ...others]);
      }
    }
  };

  return {
    before: ({ event, context }) => {
      context.invocation = startInvocation(
        event,
        Date.now() + context.getRemainingTimeInMillis() - reportMargin - abortLeadMs,
      );
    },

    after: async ({ context, response }) => {
      const { failedOver, redirected } = response ?? {};
      const incident = failedOver ?? redirected;
      const metrics = { ...(failedOver && { FailedOver: 1 }), ...(redirected && { SandboxRedirected: 1 }) };
      if (incident) context.invocation.annotate({ refusedIn: incident.region, refusedFor: incident.reason });
      logOutcome(context, { status: 'accepted', metrics });
      if (incident) {
        const diagnosed = await diagnose(incident, timeLeft(context, 1 / 2));
        await sendAlerts(context, [diagnosed], failedOver ? 'sent-elsewhere' : 'redirected');
      }
      return null;
    },

    onError: async (request) => {
      const { context, error, event } = request;
      try {
        const incidents = incidentsOf(error, context.invocation, incidentDefaults);
        if (error instanceof NotAccepted)
          context.invocation.annotate({ sesRegion: primaryIncident(incidents).region });
        const failure = await finish(context, event, incidents);
        if (!failure) return null;
        request.error = failure;
      } catch (defect) {
        // Not even the report could be made: Lambda must hear of it, and hear nothing that may not be shown.
        request.error = new DeferredError({ reason: 'internal-error', errorName: nameOf(defect) });
      }
      // Replaced rather than thrown: Middy would attach the original, an address in its text, to a new throw.
      return undefined;
    },
  };
}

/** Where one Region may yet recover, Lambda's retries are worth having; otherwise the preferred Region's reason counts. */
const primaryIncident = (incidents: readonly [Incident, ...Incident[]]): Incident =>
  incidents.find(({ kind }) => kind === 'transient') ?? incidents[0];

function incidentsOf(
  error: unknown,
  { stage, details: { userPoolId } }: Invocation,
  incidentDefaults: ReportOptions['incidentDefaults'],
): readonly [Incident, ...Incident[]] {
  return error instanceof NotAccepted
    ? error.incidents
    : [
        {
          ...classifyFailure(error, { stage }),
          ...incidentDefaults,
          ...(userPoolId !== undefined && { userPoolId }),
        },
      ];
}

/** A signal that ends a call of reporting after its share of what is left before the last words. */
const timeLeft = (context: Context, share = 1): AbortSignal =>
  AbortSignal.timeout(
    Math.max(
      0,
      Math.min(maxReportCallMs, Math.floor((context.getRemainingTimeInMillis() - exitReserveMs) * share)),
    ),
  );

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** Thrown to Lambda so that it tries again: the reason and nothing else. */
class DeferredError extends Error {
  override readonly name = 'DeferredError';

  constructor({ reason, errorName }: Pick<Incident, 'reason' | 'errorName'>) {
    super(`deferred: ${reason} (${errorName})`);
    this.stack = `${this.name}: ${this.message}`;
  }
}
