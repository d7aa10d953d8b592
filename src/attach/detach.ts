import type { CommonOptions } from '../cli/common-options.ts';
import type { Result, VerbContext } from '../cli/verb-context.ts';
import { type ChangeOptions, carryOut, checkOptions } from './carry-out.ts';
import { commandLine } from './command-line.ts';
import { needUserPool, readPolicies } from './facts/facts.ts';
import { planDetach } from './plan/plan-detach.ts';
import { senderIn } from './plan/pool-change.ts';
import { regionOfUserPool } from './user-pool-id.ts';

export interface DetachOptions extends ChangeOptions {
  readonly userPoolId: string;
}

/** Takes the email sender off a pool, whoever made it and whether or not it still exists. */
export async function detach(context: VerbContext, options: DetachOptions & CommonOptions): Promise<Result> {
  const { userPoolId } = options;
  const region = options.region ?? regionOfUserPool(userPoolId);
  checkOptions(options, context);
  const pool = await needUserPool(userPoolId, region, context);
  const policies = await readPolicies([senderIn(pool.description)], context);
  const change = planDetach({ region, pool, policies });
  return carryOut(change, context, {
    ...options,
    target: options,
    again: commandLine('detach', options),
  });
}
