import { fileURLToPath, pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import type { Context } from 'aws-lambda';
import type { Environment, Invocation } from '../../playground/lambda.ts';

const source = fileURLToPath(new URL('../../src/sender/handler.ts', import.meta.url));
let started = 0;

/**
 * The sender's source in this very process, for mutation testing: what runs in a process of its own cannot be told
 * which mutant is active. Each start evaluates handler.ts anew, with nothing else of the environment than what is given.
 */
export function startInProcess(env: Readonly<Record<string, string>>): Environment {
  const own = { AWS_LAMBDA_FUNCTION_NAME: 'email-sender', ...env };
  const before = { ...process.env };
  const load = async () => {
    for (const name of Object.keys(process.env)) if (/^AWS_|^_X_AMZN/.test(name)) delete process.env[name];
    for (const [name, value] of Object.entries(own)) {
      if (value === '') delete process.env[name];
      else process.env[name] = value;
    }
    started += 1;
    return import(`${pathToFileURL(source)}?${started}`);
  };
  const loading = load();
  loading.catch(() => undefined);

  return {
    ready: loading.catch(() => undefined),
    async invoke(
      event,
      { timeoutMs = 30_000, acceptedAt = new Date(), requestId = crypto.randomUUID() } = {},
    ) {
      const start = performance.now();
      const deadline = Date.now() + timeoutMs;
      const epoch = Math.floor(acceptedAt.getTime() / 1000)
        .toString(16)
        .padStart(8, '0');
      process.env['_X_AMZN_TRACE_ID'] = `Root=1-${epoch}-0123456789abcdef01234567;Sampled=0`;
      const lines: string[] = [];
      const write = process.stdout.write;
      process.stdout.write = ((chunk: string) =>
        lines.push(...chunk.split('\n').filter(Boolean)) > 0) as typeof write;
      const context = {
        awsRequestId: requestId,
        functionName: 'email-sender',
        getRemainingTimeInMillis: () => deadline - Date.now(),
      } as Context;
      const result: Pick<Invocation, 'response' | 'error'> = await loading
        .then(({ handler }) => handler(JSON.parse(JSON.stringify(event ?? null)), context))
        .then(
          (response: unknown) => ({ response: response ?? null }),
          (error: Error) => ({
            error: {
              name: error?.name,
              message: error?.message,
              shown: inspect(error, { depth: 9, showHidden: true }),
            },
          }),
        );
      process.stdout.write = write;
      return { ...result, lines, ms: performance.now() - start };
    },
    async close() {
      process.env = before;
    },
  };
}
