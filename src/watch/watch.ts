import type { CanaryResult } from './canary.ts';
import { readWatchEvent } from './event.ts';
import { judgeCandidate, type Verdict } from './gate.ts';
import { canaryLine } from './log-line.ts';
import type { Settings } from './settings.ts';

/** What the watch does, each step a call or two of AWS's. */
export interface WatchSteps {
  readonly sendCanaries: (functionArn: string, signal: AbortSignal) => Promise<CanaryResult[]>;
  readonly answerDeployment: (answer: {
    readonly deploymentId: string;
    readonly lifecycleEventHookExecutionId: string;
    readonly status: Verdict['status'];
  }) => Promise<void>;
  /** Looks at the set-up, unless that was done within the day and nothing has been deployed since. */
  readonly checkSetUp: (
    now: number,
    options: { readonly deployed: boolean; readonly signal: AbortSignal },
  ) => Promise<void>;
  readonly write: (line: string) => void;
  readonly now?: () => number;
}

/** Kept back from the invocation's time to answer CodeDeploy and to write what was found, in milliseconds. */
const reportMargin = 15_000;

/** Makes the watch: canaries and looks at the set-up by its schedule, and the gate before a new version takes traffic. */
export function createWatch(
  { sendCanaries, checkSetUp, answerDeployment, write, now = Date.now }: WatchSteps,
  { senderArn, candidateArn, service }: Pick<Settings, 'senderArn' | 'candidateArn' | 'service'>,
) {
  return async (
    event: unknown,
    context: { readonly getRemainingTimeInMillis: () => number },
  ): Promise<void> => {
    const signal = AbortSignal.timeout(Math.max(context.getRemainingTimeInMillis() - reportMargin, 1000));
    const asked = readWatchEvent(event);
    if (asked.kind === 'look') {
      for (const result of await sendCanaries(senderArn, signal))
        write(canaryLine(result, { service, now: now() }));
      await checkSetUp(now(), { deployed: asked.deployed, signal });
      return;
    }
    const { kind: _, ...execution } = asked;
    // CodeDeploy waits an hour for an answer; whatever happens here, it gets one.
    const verdict = await judge(signal).catch(
      (error): Verdict => ({ status: 'Failed', why: error instanceof Error ? error.name : 'Error' }),
    );
    await answerDeployment({ ...execution, status: verdict.status });
  };

  async function judge(signal: AbortSignal): Promise<Verdict> {
    const candidate = await sendCanaries(candidateArn, signal);
    const live = candidate.every(({ accepted }) => accepted) ? [] : await sendCanaries(senderArn, signal);
    const verdict = judgeCandidate(candidate, live);
    const level = verdict.status === 'Succeeded' ? 'INFO' : 'ERROR';
    write(
      JSON.stringify({
        timestamp: new Date(now()).toISOString(),
        level,
        message: 'gate',
        service,
        ...verdict,
        candidate,
        live,
      }),
    );
    return verdict;
  }
}
