import { availableParallelism } from 'node:os';
import type { Changes } from './changes.ts';
import { functionArn } from './deployment.ts';
import { createEnvironments } from './environments.ts';
import { type Environment, type Invocation, startEnvironment } from './lambda.ts';
import { type OutcomeLine, outcomeIn } from './outcome-line.ts';

/** Who handed an event over. */
export type Origin = 'sample' | 'page' | 'POST /invoke' | 'user pool' | 'playground' | 'burst' | 'sent again';

/** An event and all that became of it. */
export interface Run {
  readonly id: number;
  readonly from: Origin;
  readonly event: unknown;
  readonly attempts: Attempt[];
  /** When Lambda tries again, in milliseconds since 1970; undefined when it will not. */
  retryAt?: number | undefined;
}

export interface Attempt extends Invocation {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly outcome: OutcomeLine | undefined;
}

/** The sender as Cognito meets it: invoked asynchronously, tried again, and its event kept when that was in vain. */
export interface SenderFunction {
  /** Oldest first; the oldest are forgotten. */
  readonly runs: readonly Run[];
  /** @returns Once the first attempt has ended. */
  invoke(event: unknown, from: Origin): Promise<Run>;
  /** Does now what Lambda would do later: tries every event again that waits for it. */
  retryNow(): Promise<void>;
  /** Forgets every run, and what waits for another try with it. */
  forget(): void;
  /** Takes fresh environments for what comes from now on. @param bundle Path of another build. */
  restart(bundle?: string): Promise<void>;
  close(): Promise<void>;
}

export interface SenderFunctionOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** Takes the body of what Lambda's on-failure destination sends to the undelivered queue. */
  readonly keep: (body: string) => void;
  readonly changes: Changes;
  /** The function's time-out in milliseconds; the deployed one's unless said otherwise. */
  readonly timeoutMs?: number | undefined;
}

/** AWS docs: "How Lambda handles errors and retries with asynchronous invocation": after one minute, then after two. */
const retryDelays = [60_000, 120_000];
const remembered = 5_000;
/** `Timeout` of the function in template.yaml. */
const deployedTimeoutMs = 20_000;

export function startSenderFunction({
  environment,
  keep,
  changes,
  timeoutMs = deployedTimeoutMs,
}: SenderFunctionOptions): SenderFunction {
  const runs: Run[] = [];
  let count = 0;
  let lastBundle: string | undefined;
  const start = (): Environment => startEnvironment(environment, lastBundle);
  const environments = createEnvironments(start, Math.max(2, availableParallelism()));
  const timer = setInterval(
    () => void retry(({ retryAt = Number.POSITIVE_INFINITY }) => retryAt <= Date.now()),
    500,
  );
  timer.unref();

  async function attempt(run: Run): Promise<Run> {
    const at = Date.now();
    const invocation = await environments.invoke(run.event, { timeoutMs });
    run.attempts.push({ ...invocation, at, outcome: outcomeIn(invocation.lines) });
    const delay = retryDelays[run.attempts.length - 1];
    if (invocation.error && delay !== undefined) run.retryAt = Date.now() + delay;
    if (invocation.error && delay === undefined) keep(JSON.stringify(destinationRecord(run, invocation)));
    changes.notify();
    return run;
  }

  async function retry(isDue: (run: Run) => boolean): Promise<void> {
    const due = runs.filter((run) => run.retryAt !== undefined && isDue(run));
    for (const run of due) run.retryAt = undefined;
    await Promise.all(due.map(attempt));
  }

  return {
    runs,
    invoke(event, from) {
      count += 1;
      const run: Run = { id: count, from, event, attempts: [] };
      runs.push(run);
      if (runs.length > remembered) runs.shift();
      return attempt(run);
    },
    retryNow: () => retry(() => true),
    forget: () => void runs.splice(0),
    restart: (bundle = lastBundle) => {
      lastBundle = bundle;
      return environments.replace(start);
    },
    async close() {
      clearInterval(timer);
      await environments.close();
    },
  };
}

/** What Lambda sends to an on-failure destination. AWS docs: "Capturing records of Lambda asynchronous invocations". */
const destinationRecord = ({ event, attempts }: Run, { error }: Invocation): object => ({
  version: '1.0',
  timestamp: new Date().toISOString(),
  requestContext: {
    requestId: crypto.randomUUID(),
    functionArn: `${functionArn}:live`,
    condition: 'RetriesExhausted',
    approximateInvokeCount: attempts.length,
  },
  requestPayload: event,
  responseContext: { statusCode: 200, executedVersion: '1', functionError: 'Unhandled' },
  responsePayload: { errorType: error?.name, errorMessage: error?.message },
});
