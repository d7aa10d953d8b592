import { setTimeout } from 'node:timers/promises';
import { type Asking, readUserPool, type UserPool } from '../facts/user-pool.ts';
import { type Difference, differencesBetween } from '../plan/differences.ts';
import type { PoolChange } from '../plan/pool-change.ts';
import { compareDescriptions } from '../plan/update-request.ts';

/** What describing the pool again has shown. */
export interface Proof {
  /** What is not as planned: `before` is what was planned, `after` what is. */
  readonly differences: readonly Difference[];
  /** What became of the MFA factors, which nobody has touched; undefined where they could not be read. */
  readonly mfaDifferences: readonly Difference[] | undefined;
}

/** Compares a pool, described after the change, with what was planned. */
export function judge({ before, wanted }: Pick<PoolChange, 'before' | 'wanted'>, after: UserPool): Proof {
  return {
    differences: compareDescriptions(wanted, after.description),
    mfaDifferences:
      before.mfa.state === 'known' && after.mfa.state === 'known'
        ? differencesBetween(factorsIn(before.mfa.value), factorsIn(after.mfa.value))
        : undefined,
  };
}

/** MfaConfiguration is in the description too, and compared there. */
const factorsIn = ({ MfaConfiguration: _, ...factors }: Readonly<Record<string, unknown>>): object => factors;

/**
 * Describes the pool again and compares.
 *
 * @param options.pauses Milliseconds to wait before looking again, where the answer does not show the change yet.
 * @returns Why it could not be described, where it could not.
 */
export async function prove(
  change: PoolChange,
  asking: Asking,
  { pauses = [500, 1500] }: { readonly pauses?: readonly number[] } = {},
): Promise<Proof | { readonly why: string }> {
  const after = await readUserPool(asking);
  if (after.state !== 'known') return { why: 'why' in after ? after.why : 'it is gone' };
  const proof = judge(change, after.value);
  const [pause, ...others] = pauses;
  if (pause === undefined || proof.differences.length === 0 || !isAsBefore(change, after.value)) return proof;
  await setTimeout(pause);
  return prove(change, asking, { pauses: others });
}

/** Whether nothing was done to the pool since the change was planned. */
export const isAsBefore = ({ before }: Pick<PoolChange, 'before'>, now: UserPool): boolean =>
  compareDescriptions(before.description, now.description).length === 0;
