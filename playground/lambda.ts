import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** One invocation as Lambda sees it from outside. */
export interface Invocation {
  /** What the handler returned; undefined when it threw. */
  readonly response?: unknown;
  /** What it threw, or why the module could not be loaded. */
  readonly error?: {
    readonly name: string;
    readonly message: string /** All that a runtime could log of it. */;
    readonly shown: string;
  };
  /** All that was written to standard output and standard error, line by line. */
  readonly lines: readonly string[];
  /** Wall time in milliseconds. */
  readonly ms: number;
}

export interface InvokeOptions {
  /** The function's time-out; the environment is killed at it, as Lambda does. */
  readonly timeoutMs?: number;
  /** When the event was accepted, for the trace header. */
  readonly acceptedAt?: Date;
  readonly requestId?: string;
}

/** A Lambda execution environment: one process, one invocation at a time. */
export interface Environment {
  /** Resolves when the module is loaded, or has failed to. */
  readonly ready: Promise<unknown>;
  invoke(event: unknown, options?: InvokeOptions): Promise<Invocation>;
  close(): Promise<void>;
}

const defaultBundle = fileURLToPath(new URL('../dist/lambda/handler.mjs', import.meta.url));
const runtime = fileURLToPath(new URL('lambda-runtime.ts', import.meta.url));

/**
 * Starts the built bundle in a process of its own with nothing in its environment but what is given, and where Node
 * finds what it compiled before, if this process has such a place.
 *
 * @param env The function's variables, AWS's own among them.
 * @param bundle Path of the module that exports `handler`.
 */
export function startEnvironment(env: Readonly<Record<string, string>>, bundle = defaultBundle): Environment {
  const { NODE_COMPILE_CACHE } = process.env;
  const child = fork(runtime, [bundle], {
    env: {
      AWS_LAMBDA_FUNCTION_NAME: 'email-sender',
      ...(NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE }),
      ...env,
    },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  // As on Lambda, loading the module is no part of the first invocation's time.
  const ready = Promise.race([once(child, 'message'), once(child, 'exit')]);
  let turn: Promise<unknown> = ready;
  return {
    ready,
    invoke(event, options = {}) {
      const result = turn.then(() => invokeOnce(child, event, options));
      turn = result.catch(() => undefined);
      return result;
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function invokeOnce(
  child: ChildProcess,
  event: unknown,
  { timeoutMs = 30_000, acceptedAt = new Date(), requestId = crypto.randomUUID() }: InvokeOptions,
): Promise<Invocation> {
  if (!child.connected)
    return { error: lost('Runtime.ExitError', 'the process has ended'), lines: [], ms: 0 };
  const start = performance.now();
  const written = [collect(child.stdout, requestId), collect(child.stderr, requestId)];
  const epoch = Math.floor(acceptedAt.getTime() / 1000)
    .toString(16)
    .padStart(8, '0');
  const traceId = `Root=1-${epoch}-${requestId.replaceAll('-', '').slice(0, 24)};Parent=0000000000000001;Sampled=0`;
  const settled = new AbortController();
  const reply = Promise.race([
    once(child, 'message', settled).then(([message]) => message as Pick<Invocation, 'response' | 'error'>),
    once(child, 'exit', settled).then(() => ({ error: lost('Runtime.ExitError', 'the process ended') })),
  ]);
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  child.send({ event, requestId, traceId, timeoutMs });
  const result = await reply;
  clearTimeout(timer);
  settled.abort();
  const lines = (await Promise.all(written)).flat();
  return { ...result, lines, ms: performance.now() - start };
}

const lost = (name: string, message: string) => ({ name, message, shown: `${name}: ${message}` });

/** Reads a stream's lines up to the mark that the runtime writes after an invocation, or to its end. */
function collect(stream: NodeJS.ReadableStream | null, mark: string): Promise<string[]> {
  return new Promise((resolve) => {
    let text = '';
    const done = () => {
      stream?.off('data', read).off('end', done);
      resolve(text.split('\n').filter((line) => line !== '' && line !== `END ${mark}`));
    };
    const read = (chunk: Buffer) => {
      text += chunk;
      if (text.endsWith(`END ${mark}\n`)) done();
    };
    stream?.on('data', read).on('end', done);
  });
}
