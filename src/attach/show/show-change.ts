import type { Terminal } from '../../terminal/terminal.ts';
import { wrap } from '../../terminal/wrap.ts';
import { cognito } from '../plan/permission.ts';
import { carriedIn, lambdaConfigIn, type PoolChange } from '../plan/pool-change.ts';
import { flagged } from './flagged.ts';
import { showDifference, signed, signOf } from './show-difference.ts';

export const titleOf = ({ userPoolId, name, region }: PoolChange): string =>
  `User pool ${userPoolId} ${JSON.stringify(name)} in ${region}`;

/** Says what a change will do, as a difference, and what people should know before they make it. */
export function showChange(change: PoolChange, terminal: Terminal): string[] {
  const { differences, notes } = change;
  return [
    ...(differences.length > 0 ? [`  ${signed('~', 'user pool', terminal)}`] : []),
    ...differences.flatMap((difference) => showDifference(difference, { terminal, indent: 6 })),
    ...showPermissions(change, terminal),
    '',
    ...(differences.length > 0 ? [...showCarried(change, terminal), ''] : []),
    ...notes.flatMap((note) => flagged('Note:', note, { color: 'yellow', terminal })),
    ...(notes.length > 0 ? [''] : []),
    planLine(change),
  ];
}

/** What stands in the way, and how to clear it. */
export const showRefusals = ({ refusals }: PoolChange, terminal: Terminal): string[] =>
  refusals.flatMap(({ found, fix }) => [
    ...flagged('Refused:', found, { color: 'red', terminal }),
    ...wrap(fix, terminal.columns - 2).map((line) => `  ${line}`),
  ]);

function showPermissions({ grant, revoke, poolArn }: PoolChange, terminal: Terminal): string[] {
  return [
    ...(grant?.permission.state === 'add'
      ? [
          `  ${signed('+', `permission ${grant.permission.statementId}`, terminal)}`,
          `      ${cognito} may invoke`,
          `          ${grant.functionArn}`,
          '      for',
          `          ${poolArn}`,
          ...(grant.permission.uncertain === undefined
            ? []
            : wrap(
                `Whether there is one could not be read: ${grant.permission.uncertain}`,
                terminal.columns - 6,
              ).map((line) => `      ${line}`)),
        ]
      : []),
    ...(revoke
      ? revoke.statementIds.flatMap((statementId) => [
          `  ${signed('-', `permission ${statementId}`, terminal)}`,
          `      of ${revoke.functionArn}`,
        ])
      : []),
  ];
}

/** What is sent though it stays the same, and what is not touched. */
function showCarried(change: PoolChange, terminal: Terminal): string[] {
  const { CustomEmailSender: _, KMSKeyID: __, ...triggers } = lambdaConfigIn(change.wanted);
  const changed = new Set(change.differences.map(({ path }) => path.match(/^LambdaConfig\.(\w+)/)?.[1]));
  const keepsTriggers = Object.keys(triggers).some((trigger) => !changed.has(trigger));
  const carried = [...carriedIn(change), ...(keepsTriggers ? ['the other triggers'] : [])];
  return [
    ...(carried.length === 0
      ? []
      : wrap(
          `Sent again as they are, for UpdateUserPool resets what it is not told: ${carried.join(', ')}.`,
          terminal.columns,
        )),
    ...wrap(
      'Left alone: the MFA factors (email, authenticator app, passkey), which SetUserPoolMfaConfig sets.',
      terminal.columns,
    ),
  ];
}

function planLine({ differences, grant, revoke }: PoolChange): string {
  const count = (sign: string): number => differences.filter((one) => signOf(one) === sign).length;
  const added = count('+') + (grant?.permission.state === 'add' ? 1 : 0);
  const takenAway = count('-') + (revoke?.statementIds.length ?? 0);
  return `Plan: ${added} to add, ${count('~')} to change, ${takenAway} to take away.`;
}
