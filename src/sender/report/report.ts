import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { classifyFailure, isAlerted } from '../failure/classify.ts';
import type { Diagnose } from '../failure/diagnose.ts';
import { errorName } from '../failure/error-name.ts';
import { type Incident, type Incidents, NotAccepted } from '../failure/incident.ts';
import { type Invocation, startInvocation } from '../invocation.ts';
import type { Accepted } from '../send/regions.ts';
import type { Alert } from './alert.ts';
import type { Disposition } from './alert-request.ts';
import { DeferredError } from './deferred-error.ts';
import { pipelineDeadline, timeLeft } from './limits.ts';
import { withMetrics } from './metrics.ts';
import { type Outcome, outcomeLine } from './outcome.ts';
import type { StoreUndelivered } from './undelivered-queue.ts';

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
    const { invocation, awsRequestId: requestId } = context;
    write(outcomeLine(outcome, invocation, { service, requestId, now: Date.now() }));
  };

  /** The second channel: an alert that fails is counted, and changes nothing else. */
  const sendAlerts = async (
    context: SenderContext,
    incidents: readonly Incident[],
    { disposition }: { readonly disposition: Disposition },
  ): Promise<void> => {
    for (const incident of incidents) {
      try {
        const { functionName, invokedFunctionArn: functionArn } = context;
        const functionRegion = incidentDefaults.region;
        const request = { incident, disposition, functionName, functionArn, functionRegion };
        await (await alert())(request, timeLeft(context));
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
          error: errorName(error),
        };
        write(JSON.stringify(withMetrics(line, { AlertFailed: 1 }, { timestamp: now })));
      }
    }
  };

  /** What a person can fix of what stood in the way in each Region; SES is asked what its refusal did not say. */
  const diagnoseAll = (context: SenderContext, incidents: Incidents): Promise<Incident[]> => {
    const signal = timeLeft(context, 1 / 3);
    return Promise.all(incidents.filter(isAlerted).map((incident) => diagnose(incident, signal)));
  };

  /** Set-up failures and defects: nobody will send this email again by itself. */
  const storeAndAlert = async (
    context: SenderContext,
    event: unknown,
    { incidents }: { readonly incidents: Incidents },
  ): Promise<Error | null> => {
    const { invocation } = context;
    const [incident] = incidents;
    try {
      await (await store())({ incident, invocation, event }, timeLeft(context, 1 / 2));
    } catch (error) {
      // Lambda's retries and its on-failure destination are the last net, so it must hear of this.
      invocation.annotate({ storeError: errorName(error) });
      logOutcome(context, { status: 'deferred', incident });
      await sendAlerts(context, incidents, { disposition: 'deferred' });
      return new DeferredError(incident);
    }
    logOutcome(context, { status: 'undeliverable', incident });
    await sendAlerts(context, incidents, { disposition: 'kept' });
    return null;
  };

  /** Ends an email that was not accepted. @returns What to throw to Lambda, or null for a normal return. */
  const finish = async (
    context: SenderContext,
    event: unknown,
    { incidents }: { readonly incidents: Incidents },
  ): Promise<Error | null> => {
    const incident = primaryIncident(incidents);
    switch (incident.kind) {
      case 'on-purpose':
      case 'recipient':
        logOutcome(context, { status: 'skipped', incident });
        return null;
      case 'transient':
        logOutcome(context, { status: 'deferred', incident });
        await sendAlerts(context, await diagnoseAll(context, incidents), { disposition: 'deferred' });
        return new DeferredError(incident);
      default: {
        const [first = incident, ...others] = await diagnoseAll(context, incidents);
        return storeAndAlert(context, event, { incidents: [first, ...others] });
      }
    }
  };

  /** An email that was accepted, though not where or for whom it should have been. */
  const explainDetour = async (
    context: SenderContext,
    incident: Incident,
    { disposition }: { readonly disposition: Disposition },
  ): Promise<void> => {
    const metric = disposition === 'redirected' ? 'SandboxRedirected' : 'FailedOver';
    const diagnosed = await diagnose(incident, timeLeft(context, 1 / 2));
    context.invocation.annotate({ refusedIn: diagnosed.region, refusedFor: diagnosed.reason });
    logOutcome(context, { status: 'accepted', metrics: { [metric]: 1 } });
    await sendAlerts(context, [diagnosed], { disposition });
  };

  return {
    before: ({ event, context }) => {
      context.invocation = startInvocation(event, pipelineDeadline(context));
    },

    after: async ({ context, response }) => {
      const { failedOver, redirected } = response ?? {};
      if (failedOver) await explainDetour(context, failedOver, { disposition: 'sent-elsewhere' });
      else if (redirected) await explainDetour(context, redirected, { disposition: 'redirected' });
      else logOutcome(context, { status: 'accepted' });
      return null;
    },

    onError: async (request) => {
      const { context, error, event } = request;
      try {
        const incidents = incidentsOf(error, context.invocation, { incidentDefaults });
        if (error instanceof NotAccepted)
          context.invocation.annotate({ sesRegion: primaryIncident(incidents).region });
        const failure = await finish(context, event, { incidents });
        if (!failure) return null;
        request.error = failure;
      } catch (defect) {
        // Not even the report could be made: Lambda must hear of it, and hear nothing that may not be shown.
        request.error = new DeferredError({ reason: 'internal-error', errorName: errorName(defect) });
      }
      // Replaced rather than thrown: Middy would attach the original, an address in its text, to a new throw.
      return undefined;
    },
  };
}

/** Where one Region may yet recover, Lambda's retries are worth having; otherwise the preferred Region's reason counts. */
const primaryIncident = (incidents: Incidents): Incident =>
  incidents.find(({ kind }) => kind === 'transient') ?? incidents[0];

function incidentsOf(
  error: unknown,
  { stage, details: { userPoolId } }: Invocation,
  { incidentDefaults }: Pick<ReportOptions, 'incidentDefaults'>,
): Incidents {
  if (error instanceof NotAccepted) return error.incidents;
  const failure = classifyFailure(error, { stage });
  return [{ ...failure, ...incidentDefaults, ...(userPoolId !== undefined && { userPoolId }) }];
}
