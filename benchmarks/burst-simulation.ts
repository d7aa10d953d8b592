import FlatQueue from 'flatqueue';

/** Every limit between a sign-up and SES's answer. Times in seconds. */
export interface BurstSettings {
  /** How many events come, and how many a second. Cognito bounds the latter. */
  readonly events: number;
  readonly perSecond: number;
  /** Invocations at once: the function's reserved concurrency, or the account's. */
  readonly concurrency: number;
  /** New execution environments that Lambda adds to one function every 10 seconds. */
  readonly newEnvironmentsPer10Seconds: number;
  /** What the first email of an environment takes beyond the others. */
  readonly coldStart: number;
  /** Up to SES's answer: loading, KMS, rendering and the request itself. */
  readonly email: number;
  /** SES's maximum send rate, in emails a second. */
  readonly sendRate: number;
  /** SES's sending quota for 24 hours. */
  readonly dailyQuota: number;
  /** How often the SDK tries one SendEmail, the first try included. */
  readonly sdkAttempts: number;
  /** Lambda's retries of a failed invocation. */
  readonly retryAttempts: number;
  readonly maximumEventAge: number;
  readonly seed: number;
}

/** How it went. Each event is in exactly one of the first four. */
export interface BurstFigures {
  readonly accepted: number;
  /** Kept by the function: the daily quota was used up. */
  readonly keptForQuota: number;
  /** Kept by Lambda: every attempt met the send rate. */
  readonly keptAfterRetries: number;
  /** Kept by Lambda: older than the maximum event age. */
  readonly keptForAge: number;
  /** Accepted within three minutes, a sign-in code's life. */
  readonly withinThreeMinutes: number;
  /** Seconds from sign-up to SES accepting the email, among the accepted. */
  readonly wait: { readonly median: number; readonly p95: number; readonly longest: number };
  /** When the last event was settled. */
  readonly finished: number;
  readonly invocations: number;
  /** Times Lambda found no free concurrency. */
  readonly throttles: number;
  /** Times SES said "Maximum sending rate exceeded". */
  readonly refusals: number;
  readonly environments: number;
  readonly busiest: number;
  /** The most emails SES accepted in any one second. */
  readonly fastestSecond: number;
}

/** Something to do at its time, in seconds since the burst began. */
type Task = (time: number) => void;

interface Event {
  readonly bornAt: number;
  /** Invocations that ended in an error. */
  failures: number;
  /** Times in a row that no concurrency was free. */
  throttled: number;
}

/**
 * Plays one burst through Lambda's asynchronous queue, a limit on concurrency, and SES's send rate.
 *
 * The rules, all from the AWS documentation: a throttled event goes back to the queue and is tried again after 1 second,
 * then 2, 4, … up to 5 minutes; a failed one after 1 minute and then 2 more; either is given to the on-failure destination
 * when it is older than the maximum event age or has no retry left ("Error handling and retries in asynchronous
 * invocation"). The SDK pauses up to 0.5 seconds, then up to 1, between its own attempts. SES's send rate is a bucket that
 * holds one second's worth: AWS promises no more, and calls bursts above the rate possible but not to be relied on.
 *
 * @returns The same figures for the same settings, seed included.
 */
export function simulateBurst(settings: BurstSettings): BurstFigures {
  const random = mulberry32(settings.seed);
  const tasks = new FlatQueue<Task>();
  const figures = {
    accepted: 0,
    keptForQuota: 0,
    keptAfterRetries: 0,
    keptForAge: 0,
    withinThreeMinutes: 0,
    finished: 0,
    invocations: 0,
    throttles: 0,
    refusals: 0,
    environments: 0,
    busiest: 0,
  };
  const waits: number[] = [];
  const acceptedInSecond = new Map<number, number>();
  let running = 0;
  let idle = 0;
  let grown = { window: 0, count: 0 };
  let bucket = { filledAt: 0, tokens: settings.sendRate };

  const settle = (
    time: number,
    outcome: 'accepted' | 'keptForQuota' | 'keptAfterRetries' | 'keptForAge',
  ): void => {
    figures[outcome] += 1;
    figures.finished = Math.max(figures.finished, time);
  };

  /** Lambda takes the event off its queue and runs it, if there is room. */
  const poll = (time: number, event: Event): void => {
    const cold = idle === 0;
    if (time - event.bornAt > settings.maximumEventAge) {
      settle(time, 'keptForAge');
    } else if (running >= settings.concurrency || (cold && !mayGrow(time))) {
      figures.throttles += 1;
      const pause = Math.min(300, 2 ** event.throttled) * (0.5 + random() / 2);
      event.throttled += 1;
      tasks.push((later) => poll(later, event), time + pause);
    } else {
      event.throttled = 0;
      if (cold) figures.environments += 1;
      else idle -= 1;
      running += 1;
      figures.invocations += 1;
      figures.busiest = Math.max(figures.busiest, running);
      const work = settings.email * (0.7 + random() * 0.6) + (cold ? settings.coldStart : 0);
      tasks.push((later) => callSes(later, { event, attempt: 1 }), time + work);
    }
  };

  /** The function calls SES, through the SDK's own attempts. */
  const callSes = (time: number, { event, attempt }: { event: Event; attempt: number }): void => {
    if (figures.accepted < settings.dailyQuota && !takeToken(time)) {
      figures.refusals += 1;
      if (attempt < settings.sdkAttempts) {
        const pause = random() * 0.5 * 2 ** (attempt - 1);
        tasks.push((later) => callSes(later, { event, attempt: attempt + 1 }), time + pause);
        return;
      }
      finish();
      event.failures += 1;
      if (event.failures > settings.retryAttempts) settle(time, 'keptAfterRetries');
      else tasks.push((later) => poll(later, event), time + 60 * event.failures);
      return;
    }
    finish();
    if (figures.accepted >= settings.dailyQuota) {
      settle(time, 'keptForQuota');
      return;
    }
    settle(time, 'accepted');
    const wait = time - event.bornAt;
    waits.push(wait);
    if (wait <= 180) figures.withinThreeMinutes += 1;
    acceptedInSecond.set(Math.floor(time), (acceptedInSecond.get(Math.floor(time)) ?? 0) + 1);
  };

  const finish = (): void => {
    running -= 1;
    idle += 1;
  };

  const mayGrow = (time: number): boolean => {
    const window = Math.floor(time / 10);
    if (grown.window !== window) grown = { window, count: 0 };
    if (grown.count >= settings.newEnvironmentsPer10Seconds) return false;
    grown.count += 1;
    return true;
  };

  const takeToken = (time: number): boolean => {
    const refilled = bucket.tokens + (time - bucket.filledAt) * settings.sendRate;
    bucket = { filledAt: time, tokens: Math.min(settings.sendRate, refilled) };
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  };

  for (let index = 0; index < settings.events; index += 1) {
    const bornAt = index / settings.perSecond;
    tasks.push((time) => poll(time, { bornAt, failures: 0, throttled: 0 }), bornAt);
  }
  while (tasks.length > 0) {
    const time = tasks.peekValue() ?? 0;
    tasks.pop()?.(time);
  }

  waits.sort((a, b) => a - b);
  const quantile = (share: number): number => waits[Math.ceil(share * waits.length) - 1] ?? 0;
  return {
    ...figures,
    wait: { median: quantile(0.5), p95: quantile(0.95), longest: quantile(1) },
    fastestSecond: Math.max(0, ...acceptedInSecond.values()),
  };
}

/** A small seeded generator of numbers from 0 to 1, so that a run can be repeated. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
