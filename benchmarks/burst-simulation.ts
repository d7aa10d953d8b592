import FlatQueue from 'flatqueue';
import { tries as canaryTries } from '../src/watch/canary.ts';

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
  /** Pools that the watch sends a canary for, one after another; 0 without a watch. */
  readonly canaryPools: number;
  readonly canaryMinutes: number;
  readonly seed: number;
}

/** How it went. Each sign-up is in exactly one of the first four. */
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
  /** The watch's, and how many of them were accepted within its three tries; the others are an alarm. */
  readonly canaries: number;
  readonly canariesAccepted: number;
  readonly environments: number;
  readonly busiest: number;
  /** The most emails SES accepted in any one second. */
  readonly fastestSecond: number;
}

/** Something to do at its time, in seconds since the burst began. */
type Task = (time: number) => void;

/** Who runs the sender: what it does next, whichever way that ends. */
interface Caller {
  /** No concurrency was free. */
  readonly throttled: Task;
  readonly started?: Task;
  /** The send rate was met at every attempt of the SDK's. */
  readonly refused: Task;
  readonly overQuota: Task;
  readonly accepted: Task;
}

/**
 * Plays one burst through Lambda's asynchronous queue, a limit on concurrency, and SES's send rate.
 *
 * The rules, all from the AWS documentation: a throttled event goes back to the queue and is tried again after 1 second,
 * then 2, 4, … up to 5 minutes; a failed one after 1 minute and then 2 more; either is given to the on-failure destination
 * when it is older than the maximum event age or has no retry left ("Error handling and retries in asynchronous
 * invocation"). The SDK pauses up to 0.5 seconds, then up to 1, between its own attempts. SES's send rate is a bucket that
 * holds one second's worth: AWS promises no more, and calls bursts above the rate possible but not to be relied on. The
 * watch runs the sender synchronously, for one pool after another, and takes from the same concurrency, rate and quota.
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
    canaries: 0,
    canariesAccepted: 0,
    environments: 0,
    busiest: 0,
  };
  const waits: number[] = [];
  const acceptedInSecond = new Map<number, number>();
  let unsettled = settings.events;
  let running = 0;
  let idle = 0;
  let grown = { window: 0, count: 0 };
  let bucket = { filledAt: 0, tokens: settings.sendRate };

  const settle = (
    time: number,
    outcome: 'accepted' | 'keptForQuota' | 'keptAfterRetries' | 'keptForAge',
  ): void => {
    figures[outcome] += 1;
    unsettled -= 1;
    figures.finished = Math.max(figures.finished, time);
  };

  /** Lambda runs the sender, if there is room. */
  const invoke = (time: number, caller: Caller): void => {
    const cold = idle === 0;
    if (running >= settings.concurrency || (cold && !mayGrow(time))) {
      figures.throttles += 1;
      caller.throttled(time);
      return;
    }
    caller.started?.(time);
    if (cold) figures.environments += 1;
    else idle -= 1;
    running += 1;
    figures.invocations += 1;
    figures.busiest = Math.max(figures.busiest, running);
    const work = settings.email * (0.7 + random() * 0.6) + (cold ? settings.coldStart : 0);
    tasks.push((later) => callSes(later, { caller, attempt: 1 }), time + work);
  };

  const isOverQuota = (): boolean => figures.accepted + figures.canariesAccepted >= settings.dailyQuota;

  /** The function calls SES, through the SDK's own attempts. */
  const callSes = (time: number, { caller, attempt }: { caller: Caller; attempt: number }): void => {
    if (!isOverQuota() && !takeToken(time)) {
      figures.refusals += 1;
      if (attempt < settings.sdkAttempts) {
        const pause = random() * 0.5 * 2 ** (attempt - 1);
        tasks.push((later) => callSes(later, { caller, attempt: attempt + 1 }), time + pause);
        return;
      }
      finish();
      caller.refused(time);
      return;
    }
    finish();
    if (isOverQuota()) {
      caller.overQuota(time);
      return;
    }
    acceptedInSecond.set(Math.floor(time), (acceptedInSecond.get(Math.floor(time)) ?? 0) + 1);
    caller.accepted(time);
  };

  /** An event in Lambda's asynchronous queue. */
  const signUp = (bornAt: number): void => {
    let failures = 0;
    let throttled = 0;
    const poll: Task = (time) => {
      if (time - bornAt > settings.maximumEventAge) settle(time, 'keptForAge');
      else invoke(time, caller);
    };
    const caller: Caller = {
      throttled(time) {
        const pause = Math.min(300, 2 ** throttled) * (0.5 + random() / 2);
        throttled += 1;
        tasks.push(poll, time + pause);
      },
      started() {
        throttled = 0;
      },
      refused(time) {
        failures += 1;
        if (failures > settings.retryAttempts) settle(time, 'keptAfterRetries');
        else tasks.push(poll, time + 60 * failures);
      },
      overQuota: (time) => settle(time, 'keptForQuota'),
      accepted(time) {
        settle(time, 'accepted');
        const wait = time - bornAt;
        waits.push(wait);
        if (wait <= 180) figures.withinThreeMinutes += 1;
      },
    };
    tasks.push(poll, bornAt);
  };

  /** The watch's canaries, for one pool after another. */
  const sendCanaries = (time: number, pools: number): void => {
    if (pools === 0) return;
    figures.canaries += 1;
    let tries = 1;
    const next: Task = (later) => sendCanaries(later, pools - 1);
    const again: Task = (later) => {
      tries += 1;
      if (tries > canaryTries.count) next(later);
      else tasks.push((then) => invoke(then, caller), later + canaryTries.pauseMs / 1000);
    };
    const caller: Caller = {
      throttled: again,
      refused: again,
      overQuota: next,
      accepted(later) {
        figures.canariesAccepted += 1;
        next(later);
      },
    };
    invoke(time, caller);
  };
  const watch: Task = (time) => {
    if (unsettled === 0) return;
    sendCanaries(time, settings.canaryPools);
    tasks.push(watch, time + settings.canaryMinutes * 60);
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

  for (let index = 0; index < settings.events; index += 1) signUp(index / settings.perSecond);
  // Half an interval after the first sign-up, which is as likely as any other time.
  if (settings.canaryPools > 0) tasks.push(watch, settings.canaryMinutes * 30);
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
