import { pasteable, type Target } from '../cli/pasteable.ts';
import type { ExitCode, Result, VerbContext } from '../cli/verb-context.ts';
import { Mistake } from '../mistake.ts';
import { confirm, needSomebodyToAsk } from '../terminal/confirm.ts';
import { wrap } from '../terminal/wrap.ts';
import { applyChange, type Outcome } from './apply/apply.ts';
import { backupName, checkBackup } from './backup.ts';
import { commandLine } from './command-line.ts';
import { carriedIn, isDone, type PoolChange } from './plan/pool-change.ts';
import { showChange, showRefusals, titleOf } from './show/show-change.ts';
import { showOutcome } from './show/show-outcome.ts';

/** What attach, detach and restore can be told alike. */
export interface ChangeOptions {
  readonly apply?: true;
  readonly yes?: true;
  readonly backup?: string;
}

type Status = Outcome['status'] | 'planned' | 'nothing-to-do' | 'refused' | 'declined';

const exitCodes = {
  planned: 0,
  'nothing-to-do': 0,
  applied: 0,
  refused: 1,
  declined: 1,
  failed: 1,
  'not-as-planned': 1,
  'not-proved': 2,
  // By Ctrl-C, after which the process ends with 130.
  stopped: 1,
} satisfies Record<Status, ExitCode>;

/** @throws {Mistake} for options that do not go together, before anything is asked of AWS. */
export function checkOptions({ apply, yes, backup }: ChangeOptions, { terminal }: VerbContext): void {
  if (!apply && (yes || backup !== undefined)) {
    throw new Mistake(`${yes ? '--yes' : '--backup'} goes with --apply.`, 'Add --apply to have it done.');
  }
  if (!apply) return;
  if (!yes) needSomebodyToAsk(terminal);
  // Where no file is named, the name is new, and in the folder that one is in.
  checkBackup(backup ?? backupName('backup', new Date()));
}

/**
 * Shows a change; with `--apply` asks, makes it, and says how it ended.
 *
 * @param options.again The command that was given, without `--apply`: it shows what is left to do.
 * @param options.target How the installation was named; commands that are shown name it alike.
 */
export async function carryOut(
  change: PoolChange,
  { terminal, clients, signal }: VerbContext,
  { apply, yes, backup, again, target }: ChangeOptions & { readonly again: string; readonly target: Target },
): Promise<Result> {
  const result = (status: Status, lines: readonly string[], more: object = {}): Result => ({
    json: { status, ...jsonOf(change), ...more },
    lines,
    exitCode: exitCodes[status],
  });
  const shown = [titleOf(change), '', ...(isDone(change) ? [] : showChange(change, terminal))];
  if (change.refusals.length > 0) return result('refused', [...shown, '', ...showRefusals(change, terminal)]);
  if (isDone(change)) return result('nothing-to-do', [...shown, 'Nothing to do: all is as asked.']);
  if (!apply) {
    return result('planned', [
      ...shown,
      '',
      'This was a dry run: nothing was changed. Add --apply to do it.',
    ]);
  }
  if (!terminal.json) for (const line of [...shown, '']) terminal.say(line);
  if (!yes && !(await confirm(terminal, 'Apply this?', { signal }))) {
    return result(signal.aborted ? 'stopped' : 'declined', ['Nothing was changed.']);
  }
  const backupFile = backup ?? backupName(change.userPoolId, new Date());
  const tell = (text: string): void => {
    for (const line of wrap(text, terminal.columns)) (terminal.json ? terminal.note : terminal.say)(line);
  };
  const paste = (command: string): string => pasteable(command, target) ?? command;
  const outcome = await applyChange(change, { clients, signal, tell, backupFile, seeWith: again, paste });
  const restore = `${commandLine('restore', { ...asWhom(target), file: backupFile })} --apply`;
  return result(outcome.status, showOutcome(outcome, { change, terminal, again, restore, paste }), {
    ...outcome,
    ...(outcome.done.includes('back-up') && { backup: backupFile }),
  });
}

/** The file says which pool it is, and where. */
const asWhom = ({ profile, playground }: Target): Target => ({
  ...(profile !== undefined && { profile }),
  ...(playground !== undefined && { playground }),
});

const jsonOf = (change: PoolChange): object => ({
  userPoolId: change.userPoolId,
  name: change.name,
  region: change.region,
  changes: change.differences,
  carried: carriedIn(change),
  permission: change.grant ? { functionArn: change.grant.functionArn, ...change.grant.permission } : null,
  permissionToTakeAway: change.revoke ?? null,
  refusals: change.refusals,
  notes: change.notes,
});
