import { UpdateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { Mistake } from '../../mistake.ts';
import { writeBackup } from '../backup.ts';
import { type Asking, readUserPool } from '../facts/user-pool.ts';
import type { PoolChange } from '../plan/pool-change.ts';
import { isAsBefore, prove } from './proof.ts';
import type { Ended, StepDeps, StepDone } from './step.ts';
import { explainUpdateFailure } from './update-failure.ts';

const askingOf = async ({ region, userPoolId }: PoolChange, { clients }: StepDeps): Promise<Asking> => ({
  cognito: await clients.cognito(region),
  userPoolId,
});

/** Looks again first: somebody may have changed the pool while the plan was read, and the update would undo that. */
export async function backUp(change: PoolChange, deps: StepDeps): Promise<StepDone> {
  const now = await readUserPool(await askingOf(change, deps));
  if (now.state !== 'known') {
    throw new Mistake(
      `The user pool could not be read again${'why' in now ? `: ${now.why}` : ''}`,
      'Try again.',
    );
  }
  if (!isAsBefore(change, now.value)) {
    throw new Mistake(
      'Somebody has changed the user pool since this was planned.',
      'Run the same command again.',
    );
  }
  writeBackup(deps.backupFile, now.value, { at: new Date().toISOString(), region: change.region });
  return { told: `Backed up to ${deps.backupFile}.` };
}

/** @throws {Mistake} where the pool is as it was, or where that is not known. */
export async function update(change: PoolChange, deps: StepDeps): Promise<StepDone> {
  const asking = await askingOf(change, deps);
  try {
    await asking.cognito.send(new UpdateUserPoolCommand(change.request));
  } catch (error) {
    const { found, fix } = explainUpdateFailure(error, change);
    const sentence = /[.!?]$/.test(found) ? found : `${found}.`;
    // An answer that was lost on the way may have been a yes.
    const now = await readUserPool(asking).catch(() => undefined);
    if (now?.state !== 'known') {
      throw new Mistake(`${sentence} Whether the user pool was updated is not known.`, fix);
    }
    if (isAsBefore(change, now.value)) throw new Mistake(`${sentence} The user pool is as it was.`, fix);
  }
  return { told: 'Updated the user pool.' };
}

/** Describes the pool again: whether it is as planned, and nothing else has changed. */
export async function look(change: PoolChange, deps: StepDeps): Promise<StepDone | Ended> {
  const { region, userPoolId } = change;
  const proof = await prove(change, await askingOf(change, deps)).catch((error: Error) => ({
    why: error.message,
  }));
  if ('why' in proof) {
    return {
      status: 'not-proved',
      failure: {
        found: `The user pool could not be described again: ${proof.why}`,
        fix: `Compare it with ${deps.backupFile} yourself: ${deps.paste(`aws cognito-idp describe-user-pool --region ${region} --user-pool-id ${userPoolId}`)}`,
      },
    };
  }
  if (proof.differences.length > 0 || (proof.mfaDifferences?.length ?? 0) > 0) {
    return { status: 'not-as-planned', proof };
  }
  return {
    told:
      proof.mfaDifferences === undefined
        ? 'Described it again: it is as planned, and nothing else has changed. The MFA factors could not be read.'
        : 'Described it again: it is as planned, and nothing else has changed, nor have the MFA factors.',
    proof,
  };
}
