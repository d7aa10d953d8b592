/** What an alert says of the emails that it was not sent for. */
export interface AlertHistory {
  /** Milliseconds since 1970: the first email that this alert stands for. */
  readonly since: number;
  readonly suppressed: number;
}

export interface AlertWindows {
  /** @returns What to say in an alert that is due now; undefined for one that is only counted. */
  open(group: string, key: string): AlertHistory | undefined;
  /** An alert could not be sent: its count is kept, and it is due again soon. */
  reopen(group: string, key: string, history: { readonly history: AlertHistory }): void;
}

interface AlertWindow {
  readonly until: number;
  readonly since: number;
  suppressed: number;
}

/** How long a key rests after its alert could not be sent, in milliseconds: asking in vain costs every email its time. */
const retryAfterFailureMs = 60_000;

/** More keys than this in one group share one alert: a stranger may have made them up. */
const maxKeys = 20;

/**
 * Decides which alerts are sent: each key once in a window, with the number that was not sent since. The memory is the
 * execution environment's own: the alarms count over all of them, the alert explains.
 */
export function createAlertWindows(
  windowMs: number,
  { now = Date.now }: { readonly now?: () => number } = {},
): AlertWindows {
  const groups = new Map<string, Map<string, AlertWindow>>();

  const windowsOf = (group: string): Map<string, AlertWindow> => {
    const windows = groups.get(group) ?? new Map<string, AlertWindow>();
    groups.set(group, windows);
    return windows;
  };
  const keyIn = (windows: ReadonlyMap<string, AlertWindow>, key: string): string =>
    windows.has(key) || windows.size < maxKeys ? key : 'others';

  return {
    open(group, name) {
      const windows = windowsOf(group);
      for (const [key, { until, suppressed }] of windows) {
        if (until <= now() && suppressed === 0) windows.delete(key);
      }
      const key = keyIn(windows, name);
      const last = windows.get(key);
      if (last && last.until > now()) {
        last.suppressed += 1;
        return undefined;
      }
      // The last window closed with nothing suppressed: start counting from now.
      const since = last && last.suppressed > 0 ? last.since : now();
      // Before it is sent: what arrives meanwhile is not sent twice.
      windows.set(key, { until: now() + windowMs, since, suppressed: 0 });
      return { since, suppressed: last?.suppressed ?? 0 };
    },
    reopen(group, name, { history: { since, suppressed } }) {
      const windows = windowsOf(group);
      const until = now() + Math.min(windowMs, retryAfterFailureMs);
      windows.set(keyIn(windows, name), { until, since, suppressed: suppressed + 1 });
    },
  };
}
