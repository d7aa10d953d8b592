import type { CanaryResult } from './canary.ts';

/** What CodeDeploy is told, and why. */
export interface Verdict {
  readonly status: 'Succeeded' | 'Failed';
  readonly why: string;
}

/**
 * Decides whether a new version may take traffic: it must do for every pool what the live one does. Where the live one
 * fails for the very same reason, the fault is not the new version's, and it may be what the deployment is to fix.
 *
 * @param candidate The canaries through the new version.
 * @param live Those through the alias; needed only where one of the candidate's failed.
 */
export function judgeCandidate(
  candidate: readonly CanaryResult[],
  live: readonly CanaryResult[] = [],
): Verdict {
  const failed = candidate.filter(({ accepted }) => !accepted);
  if (candidate.length === 0) return { status: 'Failed', why: 'no canary was sent' };
  if (failed.length === 0) return { status: 'Succeeded', why: 'accepted' };
  const worse = failed.find(({ userPoolId, reason }) => {
    const now = live.find((each) => each.userPoolId === userPoolId);
    return now === undefined || now.accepted || now.reason !== reason;
  });
  return worse
    ? { status: 'Failed', why: worse.reason ?? 'not accepted' }
    : { status: 'Succeeded', why: `no worse than the live version: ${failed[0]?.reason}` };
}
