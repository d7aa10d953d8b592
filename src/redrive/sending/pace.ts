import { setTimeout } from 'node:timers/promises';
import { GetAccountCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { ask, valueIn } from '../../aws/fact.ts';

/** Waits until the next email may be sent; comes back at once when the signal says so. */
export type Pace = (signal: AbortSignal) => Promise<void>;

/**
 * Half of what SES lets the account send in a second, so that people who are asking for codes meanwhile are not throttled.
 *
 * @returns Emails a second: at most 10, and 1 where SES does not say.
 */
export async function chooseRate(ses: SESv2Client, signal: AbortSignal): Promise<number> {
  const account = await ask(() => ses.send(new GetAccountCommand({}), { abortSignal: signal }));
  const { MaxSendRate = 2 } = valueIn(account)?.SendQuota ?? {};
  return Math.min(10, Math.max(1, MaxSendRate / 2));
}

export function createPace(perSecond: number): Pace {
  let next = 0;
  return async (signal) => {
    const now = performance.now();
    const turn = Math.max(now, next);
    next = turn + 1000 / perSecond;
    if (turn > now) await setTimeout(turn - now, undefined, { signal }).catch(() => undefined);
  };
}
