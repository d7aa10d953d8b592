import type { PoolChange } from '../plan/pool-change.ts';
import { permit, take } from './change-permission.ts';
import { backUp, look, update } from './change-user-pool.ts';
import type { Step, StepDeps } from './step.ts';

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
