import { json, listen, portOf } from '../../playground/wire.ts';

/** What a hook answers CodeDeploy with. */
export interface HookAnswer {
  readonly deploymentId: string;
  readonly lifecycleEventHookExecutionId: string;
  readonly status: string;
}

/** CodeDeploy on the wire, as far as a hook speaks to it. */
export interface CodeDeployEndpoint {
  readonly url: string;
  /** Oldest first. */
  readonly answers: HookAnswer[];
  readonly close: () => Promise<void>;
}

/** AWS docs, "CodeDeploy API reference", PutLifecycleEventHookExecutionStatus. */
export async function startCodeDeployEndpoint(): Promise<CodeDeployEndpoint> {
  const answers: HookAnswer[] = [];
  const server = await listen({ port: 0, host: '127.0.0.1' }, async ({ headers, body }) => {
    const operation = String(headers['x-amz-target']).split('.')[1];
    if (operation !== 'PutLifecycleEventHookExecutionStatus')
      return json({ message: `no ${operation}` }, 400);
    const answer = JSON.parse(body);
    answers.push(answer);
    return json({ lifecycleEventHookExecutionId: answer.lifecycleEventHookExecutionId });
  });
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
