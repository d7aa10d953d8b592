import { setTimeout } from 'node:timers/promises';
import { canaryEvent } from '../canary/canary-event.ts';
import type { CodeOwner } from '../canary/encrypt-code.ts';
import type { Invoked } from '../canary/invoke-sender.ts';

/** How a pool's canary ended. */
export interface CanaryResult {
  readonly userPoolId: string;
  readonly accepted: boolean;
  /**
   * Where it was not accepted: the sender's own reason, or how far the canary came without one. `cannot-encrypt` and
   * `cannot-invoke` carry the name of KMS's or Lambda's error; `no-outcome` means that the function ran and said nothing.
   */
  readonly reason?: string;
  readonly error?: string;
  readonly version?: string;
}

interface Stoppable {
  readonly signal: AbortSignal;
}

/** What a canary is made of. */
export interface CanarySteps {
  /** The key that a pool encrypts under. */
  readonly keyOf: (userPoolId: string, signal: AbortSignal) => Promise<string>;
  readonly encrypt: (code: string, owner: CodeOwner & Stoppable) => Promise<string>;
  readonly invoke: (functionArn: string, event: object, options: Stoppable) => Promise<Invoked>;
}

/** Three tries, as an event of Cognito's has, but seconds apart: a deployment and a schedule wait for the answer. */
export const tries = { count: 3, pauseMs: 5000 } as const;

/**
 * Makes the function that sends each pool's canary, one pool after another, through one version of the sender.
 *
 * @param region Where the pools' events come from.
 * @param pauseMs Between two tries for the same pool.
 */
export function createCanary(
  { keyOf, encrypt, invoke }: CanarySteps,
  {
    userPoolIds,
    region,
    pauseMs = tries.pauseMs,
  }: { readonly userPoolIds: readonly string[]; readonly region: string; readonly pauseMs?: number },
) {
  return async (functionArn: string, signal: AbortSignal): Promise<CanaryResult[]> => {
    const results: CanaryResult[] = [];
    for (const userPoolId of userPoolIds)
      results.push(await untilAccepted(functionArn, userPoolId, { signal }));
    return results;
  };

  async function untilAccepted(
    arn: string,
    userPoolId: string,
    { signal }: Stoppable,
  ): Promise<CanaryResult> {
    for (let turn = 1; ; turn += 1) {
      const result = await sendOne(arn, userPoolId, { signal });
      if (result.accepted || !mayPass(result) || turn === tries.count || signal.aborted) return result;
      await setTimeout(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async function sendOne(arn: string, userPoolId: string, { signal }: Stoppable): Promise<CanaryResult> {
    const failed = (reason: string, error: unknown): CanaryResult => ({
      userPoolId,
      accepted: false,
      reason: signal.aborted ? 'out-of-time' : reason,
      error: nameOf(error),
    });
    let ciphertext: string;
    try {
      const keyArn = await keyOf(userPoolId, signal);
      ciphertext = await encrypt(dummyCode(), { keyArn, userPoolId, signal });
    } catch (error) {
      return failed('cannot-encrypt', error);
    }
    try {
      const event = canaryEvent({ userPoolId, ciphertext, region });
      const { outcome, thrown, version } = await invoke(arn, event, { signal });
      return {
        userPoolId,
        accepted: outcome?.status === 'accepted',
        ...(outcome?.status !== 'accepted' && { reason: outcome?.reason ?? outcome?.status ?? 'no-outcome' }),
        ...(thrown !== undefined && { error: thrown }),
        ...(version !== undefined && { version }),
      };
    } catch (error) {
      return failed('cannot-invoke', error);
    }
  }
}

/**
 * Whether another try may end otherwise. A permission too: after a deployment, IAM takes seconds until it is known
 * everywhere.
 */
const mayPass = ({ reason = '' }: CanaryResult): boolean =>
  /^(throttled|service-unavailable|timed-out|kms-access-denied|ses-access-denied|cannot-(encrypt|invoke))$/.test(
    reason,
  );

/** Digits like a real one's; nobody will type it. */
const dummyCode = (): string => String(Math.floor(Math.random() * 900_000) + 100_000);

const nameOf = (error: unknown): string =>
  error instanceof Error && /^[\w.]{1,64}$/.test(error.name) ? error.name : 'Error';
