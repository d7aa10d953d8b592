import { AddPermissionCommand, RemovePermissionCommand } from '@aws-sdk/client-lambda';
import { explainCallFailure } from '../../aws/failure.ts';
import { parseFunctionArn } from '../../function-arn.ts';
import { Mistake } from '../../mistake.ts';
import { cognito } from '../plan/permission.ts';
import type { PoolChange } from '../plan/pool-change.ts';
import type { StepDeps, StepDone } from './step.ts';

/** @throws {Mistake} where it may not be added. */
export async function permit({ grant, poolArn }: PoolChange, { clients }: StepDeps): Promise<StepDone> {
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

/** Takes those permissions away that an attach has added. */
export async function take({ revoke }: PoolChange, { clients }: StepDeps): Promise<StepDone> {
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
