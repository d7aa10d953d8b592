import type { IncomingHttpHeaders } from 'node:http';
import { answerFor, encodeInvocation } from '../../playground/invoke.ts';
import type { Environment } from '../../playground/lambda.ts';
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
  const answer = async ({ method, path, headers, body }: WireRequest): Promise<WireResponse> => {
    const match = path.match(/^\/2015-03-31\/functions\/([^/]+)\/invocations(?:\?Qualifier=(.+))?$/);
    if (method !== 'POST' || !match) return json({ message: `no ${method} ${path}` }, 404);
    const name = [decodeURIComponent(match[1] ?? ''), match[2]].filter(Boolean).join(':');
    invoked.push(name);
    requests.push(headers);
    const target =
      functions.get(name) ??
      new ServiceError('ResourceNotFoundException', `Function not found: ${name}`, 404);
    if (target instanceof ServiceError) {
      return json({ Type: 'User', message: target.message }, target.status, {
        'x-amzn-errortype': target.name,
      });
    }
    if (headers['x-amz-invocation-type'] === 'Event') return { status: 202, body: '' };
    const invocation = await target.invoke(JSON.parse(body), { timeoutMs: 20_000 });
    const LogType = headers['x-amz-log-type']?.toString();
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
