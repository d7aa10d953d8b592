import type { Terminal } from '../terminal/terminal.ts';
import type { Outcome } from './apply.ts';
import { flagged } from './flagged.ts';
import { parseFunctionArn } from './function-arn.ts';
import type { PoolChange } from './pool-change.ts';
import { showDifference } from './show-difference.ts';
import type { StepId } from './steps.ts';

export interface Showing {
  readonly change: PoolChange;
  readonly terminal: Terminal;
  /** The commands that show what is left to do, and that put the pool back. */
  readonly again: string;
  readonly restore: string;
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
        ...outcome.notDone.flatMap((id) => notDoneYet[id] ?? []),
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

/** What was not done, and how to go on from there or to go back. */
function showRest({ status, done, notDone }: Outcome, { change, again, restore }: Showing): string[] {
  if (!done.some((id) => id in notDoneYet) && status === 'stopped') return ['Nothing was changed.'];
  // What failed has been told.
  const left = status === 'failed' ? notDone.slice(1) : notDone;
  return [
    ...left.flatMap((id) => notDoneYet[id] ?? []),
    ...(done.includes('permit') && !done.includes('update') ? takeAway(change) : []),
    ...(done.some((id) => id in notDoneYet) ? [`To go on: ${again} --apply`] : []),
    ...(done.includes('update') ? [`The way back: ${restore}`] : []),
  ];
}

/** How to take away a permission that was added for an update that was not made. */
function takeAway({ grant }: PoolChange): string[] {
  const name = grant && parseFunctionArn(grant.functionArn);
  if (!name || grant.permission.state !== 'add') return [];
  const qualifier = name.qualifier === undefined ? '' : ` --qualifier ${name.qualifier}`;
  return [
    'The permission that was added does no harm. To take it away:',
    `  aws lambda remove-permission --region ${name.region} --function-name ${name.arn}${qualifier} --statement-id ${grant.permission.statementId}`,
  ];
}
