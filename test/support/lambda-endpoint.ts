import type { IncomingHttpHeaders } from 'node:http';
import { answerFor, encodeInvocation } from '../../playground/invoke.ts';
import type { Environment } from '../../playground/lambda.ts';
import { decodeRest } from '../../playground/rest-paths.ts';
import {
  json,
  listen,
  portOf,
  ServiceError,
  type WireRequest,
  type WireResponse,
} from '../../playground/wire.ts';

/** Lambda's Invoke on the wire, for SDK clients: each deployed function by what its callers name it. */
export interface LambdaEndpoint {
  readonly url: string;
  /** By ARN, with its qualifier where it has one; an error is Lambda's own answer. */
  readonly functions: Map<string, Environment | ServiceError>;
  /** What was asked for, oldest first. */
  readonly invoked: string[];
  /** The headers of each request, oldest first. */
  readonly headers: IncomingHttpHeaders[];
  readonly close: () => Promise<void>;
}

/** Unlike the playground's Lambda, each version and alias may be another function, or an error. */
export async function startLambdaEndpoint(): Promise<LambdaEndpoint> {
  const functions: LambdaEndpoint['functions'] = new Map();
  const invoked: string[] = [];
  const requests: IncomingHttpHeaders[] = [];
  const answer = async (request: WireRequest): Promise<WireResponse> => {
    const call = decodeRest(request);
    if (call?.operation !== 'Invoke') return json({ message: `no ${request.method} ${request.path}` }, 404);
    const { FunctionName, Qualifier, InvocationType, LogType, Payload } = call.input;
    const name = [FunctionName, Qualifier].filter(Boolean).join(':');
    invoked.push(name);
    requests.push(request.headers);
    const target =
      functions.get(name) ??
      new ServiceError('ResourceNotFoundException', `Function not found: ${name}`, 404);
    if (target instanceof ServiceError) {
      return json({ Type: 'User', message: target.message }, target.status, {
        'x-amzn-errortype': target.name,
      });
    }
    if (InvocationType === 'Event') return { status: 202, body: '' };
    const invocation = await target.invoke(JSON.parse(Payload), { timeoutMs: 20_000 });
    return encodeInvocation(answerFor(invocation, { LogType, FunctionName: name }));
  };
  const server = await listen({ port: 0, host: '127.0.0.1' }, answer);
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    functions,
    invoked,
    headers: requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
