import { UpdateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { AddPermissionCommand, RemovePermissionCommand } from '@aws-sdk/client-lambda';
import type { Clients } from '../aws/clients.ts';
import { explainCallFailure } from '../aws/failure.ts';
import { Mistake } from '../mistake.ts';
import { writeBackup } from './backup.ts';
import { parseFunctionArn } from './function-arn.ts';
import { cognito } from './permission.ts';
import type { PoolChange, Refusal } from './pool-change.ts';
import { isAsBefore, type Proof, prove } from './proof.ts';
import { explainUpdateFailure } from './update-failure.ts';
import { type Asking, readUserPool } from './user-pool.ts';

export type StepId = 'back-up' | 'permit' | 'update' | 'prove' | 'revoke';

/** One of the things that a change consists of. */
export interface Step {
  readonly id: StepId;
  /** What is being done, after "while". */
  readonly doing: string;
  /** @returns What there is to say of it when it is done, or how all has ended with it. */
  readonly run: () => Promise<Told | Ended>;
}

/** How all has ended with a step. */
export interface Ended {
  readonly status: 'not-as-planned' | 'not-proved';
  readonly failure?: Refusal;
  readonly proof?: Proof;
}

interface Told {
  readonly told: string;
  readonly proof?: Proof;
}

export interface StepDeps {
  readonly clients: Clients;
  /** Where the pool's present description is kept. */
  readonly backupFile: string;
}

/** What a change consists of, in order; a step that has nothing to do is left out. */
export function stepsOf(change: PoolChange, deps: StepDeps): Step[] {
  const { differences, grant, revoke } = change;
  const updates = differences.length > 0;
  return [
    ...(updates
      ? [{ id: 'back-up', doing: 'backing up', run: () => backUp(change, deps) } satisfies Step]
      : []),
    // Before the pool calls the function: an event that is refused is lost.
    ...(grant?.permission.state === 'add'
      ? [{ id: 'permit', doing: 'adding the permission', run: () => permit(change, deps) } satisfies Step]
      : []),
    ...(updates
      ? ([
          { id: 'update', doing: 'updating the user pool', run: () => update(change, deps) },
          { id: 'prove', doing: 'looking at the outcome', run: () => look(change, deps) },
        ] satisfies Step[])
      : []),
    ...(revoke
      ? [{ id: 'revoke', doing: 'taking the permission away', run: () => take(change, deps) } satisfies Step]
      : []),
  ];
}

const askingOf = async ({ region, userPoolId }: PoolChange, { clients }: StepDeps): Promise<Asking> => ({
  cognito: await clients.cognito(region),
  userPoolId,
});

/** Looks again first: somebody may have changed the pool while the plan was read, and the update would undo that. */
async function backUp(change: PoolChange, deps: StepDeps): Promise<Told> {
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

async function permit({ grant, poolArn }: PoolChange, { clients }: StepDeps): Promise<Told> {
  if (grant?.permission.state !== 'add') throw new TypeError('there is no permission to add');
  const { functionArn, permission } = grant;
  const { arn, region, qualifier } = parse(functionArn);
  const lambda = await clients.lambda(region);
  try {
    await lambda.send(
      new AddPermissionCommand({
        FunctionName: arn,
        ...(qualifier !== undefined && { Qualifier: qualifier }),
        StatementId: permission.statementId,
        Action: 'lambda:InvokeFunction',
        Principal: cognito,
        SourceArn: poolArn,
        SourceAccount: poolArn.split(':')[4],
      }),
    );
  } catch (error) {
    // Only where the policy could not be read: a try of before has added it.
    if (error instanceof Error && error.name === 'ResourceConflictException') {
      return { told: `There is a permission ${permission.statementId} already.` };
    }
    const { found, kind, fix } = explainCallFailure(error);
    throw new Mistake(
      found,
      kind === 'denied' ? `Ask for lambda:AddPermission and lambda:GetPolicy on ${functionArn}.` : fix,
    );
  }
  return { told: `Added permission ${permission.statementId}.` };
}

async function update(change: PoolChange, deps: StepDeps): Promise<Told> {
  const asking = await askingOf(change, deps);
  try {
    await asking.cognito.send(new UpdateUserPoolCommand(change.request));
  } catch (error) {
    const { found, fix } = explainUpdateFailure(error, change);
    // An answer that was lost on the way may have been a yes.
    const now = await readUserPool(asking).catch(() => undefined);
    if (now?.state !== 'known') {
      throw new Mistake(`${found} (Whether the user pool was updated is not known.)`, fix);
    }
    if (isAsBefore(change, now.value)) throw new Mistake(`${found} (The user pool is as it was.)`, fix);
  }
  return { told: 'Updated the user pool.' };
}

async function look(change: PoolChange, deps: StepDeps): Promise<Told | Ended> {
  const proof = await prove(change, await askingOf(change, deps));
  if ('why' in proof) {
    return {
      status: 'not-proved',
      failure: {
        found: `The user pool could not be described again: ${proof.why}`,
        fix: 'Look at it yourself.',
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

async function take({ revoke }: PoolChange, { clients }: StepDeps): Promise<Told> {
  if (!revoke) throw new TypeError('there is no permission to take away');
  const { arn, region, qualifier } = parse(revoke.functionArn);
  const lambda = await clients.lambda(region);
  for (const StatementId of revoke.statementIds) {
    await lambda.send(
      new RemovePermissionCommand({
        FunctionName: arn,
        StatementId,
        ...(qualifier !== undefined && { Qualifier: qualifier }),
      }),
    );
  }
  return { told: `Took permission ${revoke.statementIds.join(', ')} away.` };
}

function parse(functionArn: string) {
  const parsed = parseFunctionArn(functionArn);
  if (!parsed) throw new Mistake(`${functionArn} is not a function's ARN.`);
  return parsed;
}
