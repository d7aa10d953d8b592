import { randomUUID } from 'node:crypto';
import type { DeployedFunction } from './functions.ts';
import type { Invocation, InvokeOptions } from './lambda.ts';
import type { QueuedMessage } from './sqs.ts';

export interface DeliverOptions {
  readonly functions: ReadonlyMap<string, DeployedFunction>;
  /** Where on-failure destinations lead. */
  readonly queue: QueuedMessage[];
  readonly run: (
    deployed: DeployedFunction,
    event: unknown,
    options: Pick<InvokeOptions, 'acceptedAt' | 'requestId'>,
  ) => Promise<Invocation>;
}

/** Hands an event to a function as Cognito does. */
export type Deliver = (
  event: unknown,
  options?: { readonly functionName?: string; readonly acceptedAt?: Date },
) => Promise<void>;

/**
 * Lambda's asynchronous invocation: each try under the same request id, then the on-failure destination. The minutes
 * between the tries are left out. AWS docs, "Asynchronous invocation" and "Adding a destination".
 */
export function createDeliver({ functions, queue, run }: DeliverOptions): Deliver {
  return async (event, { functionName = 'email-sender', acceptedAt = new Date() } = {}) => {
    const deployed = functions.get(functionName);
    if (!deployed) throw new Error(`${functionName} was not deployed`);
    const { MaximumRetryAttempts: retries = 2, DestinationConfig: destinations } =
      (deployed.eventInvokeConfig ?? {}) as {
        MaximumRetryAttempts?: number;
        DestinationConfig?: { OnFailure?: object };
      };
    const requestId = randomUUID();
    let last: Invocation | undefined;
    for (let attempt = 0; attempt <= retries; attempt += 1) {
      last = await run(deployed, event, { acceptedAt, requestId });
      if (!last.error) return;
    }
    if (!destinations?.OnFailure) return;
    const record = {
      version: '1.0',
      timestamp: new Date().toISOString(),
      requestContext: {
        requestId,
        functionArn: `${deployed.arn}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: retries + 1,
      },
      requestPayload: event,
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: last?.error?.name, errorMessage: last?.error?.message },
    };
    queue.push({ id: randomUUID(), body: JSON.stringify(record) });
  };
}
