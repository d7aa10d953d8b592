import type { CommonOptions } from '../cli/common-options.ts';
import type { Result, VerbContext } from '../cli/verb-context.ts';
import { readBackup } from './backup.ts';
import { type ChangeOptions, carryOut, checkOptions } from './carry-out.ts';
import { commandLine } from './command-line.ts';
import { needUserPool, readPolicies } from './facts/facts.ts';
import { planRestore } from './plan/plan-restore.ts';
import { senderIn } from './plan/pool-change.ts';

export interface RestoreOptions extends ChangeOptions {
  readonly file: string;
}

/** Gives a pool the settings that a backup has. */
export async function restore(
  context: VerbContext,
  options: RestoreOptions & CommonOptions,
): Promise<Result> {
  checkOptions(options, context);
  const backup = readBackup(options.file);
  const region = options.region ?? backup.region;
  const pool = await needUserPool(String(backup.userPool['Id']), region, context);
  const policies = await readPolicies([senderIn(pool.description), senderIn(backup.userPool)], context);
  const change = planRestore({ region, pool, backup, policies });
  return carryOut(change, context, {
    ...options,
    target: options,
    again: commandLine('restore', options),
  });
}
