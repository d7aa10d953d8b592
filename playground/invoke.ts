import { existsSync } from 'node:fs';
import type { Call } from './call.ts';
import type { DeployedFunction } from './functions.ts';
import {
  type Environment,
  type Invocation,
  type InvokeOptions as RunOptions,
  startEnvironment,
} from './lambda.ts';
import type { LogEvent } from './logs.ts';
import { json, ServiceError, type WireResponse } from './wire.ts';

export interface InvokeOptions {
  /** What Lambda adds to a function's own variables. */
  readonly ambient: () => Readonly<Record<string, string>>;
  readonly logGroups: Map<string, LogEvent[]>;
}

/** Runs the built function on an event and answers with how it ended, as Lambda's Invoke does. */
export function createInvoke({ ambient, logGroups }: InvokeOptions) {
  const environments = new Map<DeployedFunction, Environment>();
  const running = new Map<DeployedFunction, Set<Promise<unknown>>>();

  /** Runs a function on an event, and writes what it writes into its log group. */
  async function run(
    deployed: DeployedFunction,
    event: unknown,
    options: Pick<RunOptions, 'acceptedAt' | 'requestId'> = {},
  ): Promise<Invocation> {
    if (!existsSync(new URL('../dist/lambda/handler.mjs', import.meta.url))) {
      throw new ServiceError('ServiceException', 'The function has not been built: npm run build.', 500);
    }
    const { Timeout, Environment: own, LoggingConfig } = deployed.configuration as unknown as Configuration;
    const environment = environments.get(deployed) ?? startEnvironment({ ...ambient(), ...own.Variables });
    environments.set(deployed, environment);
    const invocation = await environment.invoke(event, { ...options, timeoutMs: Timeout * 1000 });
    if (invocation.error?.name === 'Runtime.ExitError') environments.delete(deployed);
    const log = logGroups.get(LoggingConfig.LogGroup) ?? [];
    logGroups.set(LoggingConfig.LogGroup, log);
    log.push(...invocation.lines.map((message) => ({ timestamp: Date.now(), message })));
    return invocation;
  }

  return {
    run,
    async invoke(deployed: DeployedFunction, { input }: Call): Promise<object> {
      if ((input.InvocationType ?? 'RequestResponse') !== 'RequestResponse') {
        throw new ServiceError(
          'InvalidParameterValueException',
          "the playground's Lambda answers synchronous invocations only",
        );
      }
      const { reservedConcurrency = Number.POSITIVE_INFINITY } = deployed;
      const others = running.get(deployed) ?? new Set();
      running.set(deployed, others);
      if (others.size >= reservedConcurrency) {
        throw new ServiceError('TooManyRequestsException', 'Rate Exceeded.', 429);
      }
      const invoking = run(deployed, JSON.parse(input.Payload));
      others.add(invoking);
      return answerFor(await invoking.finally(() => others.delete(invoking)), input);
    },
    /** Resolves once nothing runs: an invocation goes on though nobody waits for it any more. */
    whenIdle: async (): Promise<void> => {
      await Promise.allSettled([...running.values()].flatMap((invocations) => [...invocations]));
    },
    close: async (): Promise<void> => {
      await Promise.all([...environments.values()].map((environment) => environment.close()));
    },
  };
}

/** As much of a function's configuration as running it takes. */
interface Configuration {
  /** Seconds. */
  readonly Timeout: number;
  readonly Environment: { readonly Variables: Readonly<Record<string, string>> };
  readonly LoggingConfig: { readonly LogGroup: string };
}

/** Written as Lambda's API writes it. */
export interface InvokeAnswer {
  readonly Payload: unknown;
  readonly ExecutedVersion: string;
  readonly LogResult?: string;
  readonly FunctionError?: string;
}

/** AWS docs, "Lambda API reference", Invoke: the log's tail is its last 4 kB; a throw is told by type and text. */
export function answerFor(
  { response, error, lines }: Invocation,
  { LogType, FunctionName }: { readonly LogType: string | undefined; readonly FunctionName: string },
): InvokeAnswer {
  const log = Buffer.from(lines.map((line) => `${line}\n`).join('')).subarray(-4096);
  return {
    Payload: error ? { errorType: error.name, errorMessage: error.message } : response,
    ExecutedVersion: FunctionName.match(/:function:[^:]+:(.+)$/)?.[1] ?? '$LATEST',
    ...(LogType === 'Tail' && { LogResult: log.toString('base64') }),
    ...(error && { FunctionError: 'Unhandled' }),
  };
}

/** All but the payload travel in headers. */
export const encodeInvocation = ({
  Payload,
  ExecutedVersion,
  LogResult,
  FunctionError,
}: InvokeAnswer): WireResponse =>
  json(Payload, 200, {
    'x-amz-executed-version': ExecutedVersion,
    ...(LogResult !== undefined && { 'x-amz-log-result': LogResult }),
    ...(FunctionError !== undefined && { 'x-amz-function-error': FunctionError }),
  });
