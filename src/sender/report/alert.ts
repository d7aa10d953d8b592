import { adviceOn } from '../failure/advice.ts';
import type { AlertRequest } from './alert-request.ts';
import { type AlertWords, wordAlert } from './alert-text.ts';
import { createAlertWindows } from './alert-window.ts';

export type Alert = (request: AlertRequest, signal: AbortSignal) => Promise<void>;

/** Carries an alert to the team; throws the carrying service's own error. */
export type PublishAlert = (words: AlertWords, signal: AbortSignal) => Promise<void>;

export interface AlertOptions {
  readonly alertWindowSeconds: number;
  /** Where the reader finds the runbook; https. */
  readonly runbookUrl?: string | undefined;
  readonly now?: () => number;
}

/**
 * Makes the function that alerts the platform team: once a window for each reason, identity, configuration set, Region
 * and pool, with the number of emails that were not alerted since.
 *
 * @returns A function that throws what `publish` throws; such an incident is then alerted again after a minute.
 */
export function createAlert(
  publish: PublishAlert,
  { alertWindowSeconds, runbookUrl, now = Date.now }: AlertOptions,
): Alert {
  const windows = createAlertWindows(alertWindowSeconds * 1000, { now });
  return async (request, signal) => {
    const { reason, identity, configurationSet, region, userPoolId = '' } = request.incident;
    // An email that reached somebody must not silence the news of one that did not.
    const saved = request.disposition === 'sent-elsewhere' || request.disposition === 'redirected';
    const group = [reason, saved, identity, configurationSet, region].join(' ');
    // The pool is the event's, so a stranger may invent as many as they like.
    const history = windows.open(group, userPoolId);
    if (!history) return;
    try {
      const advice = adviceOn(request.incident);
      await publish(wordAlert(request, advice, { history, runbookUrl }), signal);
    } catch (error) {
      windows.reopen(group, userPoolId, { history });
      throw error;
    }
  };
}
