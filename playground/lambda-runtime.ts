/** The inside of a Lambda execution environment: loads the handler once, then answers one invocation after another. */
import { flushCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import type { Context, Handler } from 'aws-lambda';

interface Call {
  readonly event: unknown;
  readonly requestId: string;
  readonly traceId: string;
  readonly timeoutMs: number;
}

const [, , bundle = ''] = process.argv;
const loading: Promise<{ handler: Handler }> = import(pathToFileURL(bundle).href);
// A failed load is told to the first invocation, as Lambda tells it.
loading.catch(() => undefined).finally(() => process.send?.('ready'));

process.on('message', async ({ event, requestId, traceId, timeoutMs }: Call) => {
  const deadline = Date.now() + timeoutMs;
  process.env['_X_AMZN_TRACE_ID'] = traceId;
  const context = {
    awsRequestId: requestId,
    functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'],
    invokedFunctionArn: `arn:aws:lambda:${process.env['AWS_REGION']}:111122223333:function:${process.env['AWS_LAMBDA_FUNCTION_NAME']}`,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  } as Context;
  const outcome = await loading
    .then(({ handler }) => handler(event, context, () => undefined))
    .then(
      (response) => ({ response: response ?? null }),
      (error) => ({
        error: {
          name: error?.name,
          message: error?.message,
          shown: inspect(error, { depth: 9, showHidden: true }),
        },
      }),
    );
  process.stdout.write(`END ${requestId}\n`);
  process.stderr.write(`END ${requestId}\n`);
  process.send?.(outcome);
  // Killed in the end, it would leave nothing compiled behind; now it has run what an email needs.
  flushCompileCache();
});
