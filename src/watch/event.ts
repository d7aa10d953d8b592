/** Why the watch was run. */
export type WatchEvent =
  /** By its schedule, or because a deployment has ended; then the set-up is looked at whenever that was last done. */
  | { readonly kind: 'look'; readonly deployed: boolean }
  /** By CodeDeploy, which waits with the new version until it is answered. */
  | { readonly kind: 'gate'; readonly deploymentId: string; readonly lifecycleEventHookExecutionId: string };

/**
 * Tells the rules' own inputs and CodeDeploy's hook apart.
 *
 * @throws {Error} for anything else: a target of a rule that was changed by hand should not look like a canary.
 */
export function readWatchEvent(event: unknown): WatchEvent {
  const { watch, DeploymentId, LifecycleEventHookExecutionId } = (event ?? {}) as Record<string, unknown>;
  if (typeof DeploymentId === 'string' && typeof LifecycleEventHookExecutionId === 'string') {
    return {
      kind: 'gate',
      deploymentId: DeploymentId,
      lifecycleEventHookExecutionId: LifecycleEventHookExecutionId,
    };
  }
  if (watch === 'schedule' || watch === 'deployment')
    return { kind: 'look', deployed: watch === 'deployment' };
  throw new Error('the watch is run by its two rules and by CodeDeploy; this event is none of theirs');
}
