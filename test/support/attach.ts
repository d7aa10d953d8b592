import { join } from 'node:path';
import { stackName } from '../../playground/deployment.ts';
import { userPoolId } from '../../playground/fixtures.ts';
import type { Playground } from '../../playground/playground.ts';
import { type AttachOptions, attach } from '../../src/attach/attach.ts';
import { type DetachOptions, detach } from '../../src/attach/detach.ts';
import { restore } from '../../src/attach/restore.ts';
import type { Named } from '../../src/installation/installation.ts';
import { runVerbIn, type VerbEnded } from './verb.ts';

export const applied = { apply: true, yes: true } as const;

/**
 * attach, detach and restore against a playground's pool and stack.
 *
 * @param cwd Where backups go, in an order that their names tell.
 */
export function createRuns(playground: Playground, cwd: string) {
  let backups = 0;
  const kept = ({ apply }: { readonly apply?: true }) =>
    apply ? { backup: join(cwd, `${backups++}.json`) } : {};
  return {
    attach: (options: Partial<AttachOptions> & Named = {}): Promise<VerbEnded> =>
      runVerbIn(playground, attach, {
        userPoolId,
        ...(options.functionArn === undefined && { stack: stackName }),
        ...kept(options),
        ...options,
      }),
    detach: (options: Partial<DetachOptions> & Named = {}): Promise<VerbEnded> =>
      runVerbIn(playground, detach, { userPoolId, ...kept(options), ...options }),
    restore: (file: string): Promise<VerbEnded> =>
      runVerbIn(playground, restore, { file, ...applied, ...kept(applied) }),
  };
}
