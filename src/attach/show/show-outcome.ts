import { parseFunctionArn } from '../../function-arn.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { Outcome } from '../apply/apply.ts';
import type { StepId } from '../apply/step.ts';
import type { PoolChange } from '../plan/pool-change.ts';
import { flagged } from './flagged.ts';
import { showDifference } from './show-difference.ts';

export interface Showing {
  readonly change: PoolChange;
  readonly terminal: Terminal;
  /** The commands that show what is left to do, and that put the pool back. */
  readonly again: string;
  readonly restore: string;
  /** Completes a command of AWS's for whoever reads it. */
  readonly paste: (command: string) => string;
}

/** Says how a change has ended; the steps that were done have been told already. */
export function showOutcome(outcome: Outcome, showing: Showing): string[] {
  const { terminal, restore } = showing;
  switch (outcome.status) {
    case 'applied':
      return [
        terminal.paint('green', 'Done.'),
        ...(outcome.done.includes('update') ? [`The way back: ${restore}`] : []),
      ];
    case 'not-as-planned':
      return [
        ...flagged(
          'Not as planned:',
          'the user pool was updated, and these settings are not (planned -> found)',
          { color: 'red', terminal },
        ),
        ...[...(outcome.proof?.differences ?? []), ...(outcome.proof?.mfaDifferences ?? [])].flatMap((one) =>
          showDifference(one, { terminal, indent: 2 }),
        ),
        `The way back: ${restore}`,
      ];
    case 'stopped':
      return ['Stopped.', ...showRest(outcome, showing)];
    default:
      return [
        ...flagged('Failed:', [outcome.failure?.found, outcome.failure?.fix].filter(Boolean).join(' '), {
          color: 'red',
          terminal,
        }),
        ...showRest(outcome, showing),
      ];
  }
}

const notDoneYet: Partial<Record<StepId, string>> = {
  permit: 'The permission was not added.',
  update: 'The user pool was not updated.',
  revoke: 'The permission was not taken away.',
};

const changesAws = (id: StepId): boolean => id in notDoneYet;

/** What was not done, and how to go on from there or to go back. */
function showRest({ status, done, notDone }: Outcome, { change, again, restore, paste }: Showing): string[] {
  if (!done.some(changesAws) && status === 'stopped') return ['Nothing was changed.'];
  // What failed has been told.
  const left = status === 'failed' ? notDone.slice(1) : notDone;
  const updated = done.includes('update');
  const pasted = (command: string): string => `  ${paste(command)}`;
  return [
    ...left.flatMap((id) => notDoneYet[id] ?? []),
    ...(done.some(changesAws) && !updated ? [`To go on: ${again} --apply`] : []),
    ...(done.includes('permit') && !updated
      ? ['To go back (the permission that was added does no harm):', ...removeGranted(change).map(pasted)]
      : []),
    ...(updated && notDone.includes('revoke') ? ['To go on:', ...removeRevoked(change).map(pasted)] : []),
    ...(updated ? [`The way back: ${restore}`] : []),
  ];
}

const removeGranted = ({ grant }: PoolChange): string[] =>
  grant?.permission.state === 'add'
    ? removePermission(grant.functionArn, [grant.permission.statementId])
    : [];

const removeRevoked = ({ revoke }: PoolChange): string[] =>
  revoke ? removePermission(revoke.functionArn, revoke.statementIds) : [];

/** The commands that take statements from the policy of a function or alias. */
function removePermission(functionArn: string, statementIds: readonly string[]): string[] {
  const { arn, region, qualifier } = parseFunctionArn(functionArn) ?? { arn: functionArn, region: '' };
  const alias = qualifier === undefined ? '' : ` --qualifier ${qualifier}`;
  return statementIds.map(
    (statementId) =>
      `aws lambda remove-permission --region ${region} --function-name ${arn}${alias} --statement-id ${statementId}`,
  );
}
