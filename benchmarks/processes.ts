import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { senderEnvironment } from '../playground/fixtures.ts';
import type { FakeServices } from './fake-services.ts';

export const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The bundles that are measured side by side. */
export const variants = {
  ours: at('../dist/lambda/handler.mjs'),
  baseline: at('../dist/bench/baseline.cjs'),
  floor: at('../dist/bench/floor.cjs'),
};
export type Variant = keyof typeof variants;
type Endpoints = Pick<FakeServices, 'kmsUrl' | 'sesUrl' | 'certificateFile'>;
export const names = Object.keys(variants) as Variant[];
export const eventFile = at('../events/sign-up.json');

/** A function's size in megabytes: what template.yaml asks for, and the smallest there is. */
export const [deployed, smallest] = [512, 128];

/** The heap as Lambda's own start-up script sets it: a tenth is young, half of that a semi-space. */
function heapFlags(megabytes: number): readonly string[] {
  const young = Math.floor(megabytes / 10);
  return [`--max-semi-space-size=${Math.floor(young / 2)}`, `--max-old-space-size=${megabytes - young}`];
}

/** A fresh process; with an event it sends one email as soon as it is loaded. */
export function start(
  name: Variant,
  services: Endpoints,
  { withEvent = false, megabytes = deployed } = {},
): ChildProcess {
  return fork(at('runner.mjs'), [variants[name], ...(withEvent ? [eventFile] : [])], {
    env: { ...environmentFor(services), AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(megabytes) },
    execArgv: [...heapFlags(megabytes)],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** The next message of a process; throws when it ends instead, after its own error was printed. */
export async function nextMessage<T>(child: ChildProcess): Promise<T> {
  const settled = new AbortController();
  const gone = once(child, 'exit', settled).then(() => {
    throw new Error('a measured process has failed');
  });
  const [answer] = await Promise.race([once(child, 'message', settled), gone]);
  settled.abort();
  return answer as T;
}

export async function request<T>(child: ChildProcess, message: object): Promise<T> {
  child.send(message);
  return nextMessage<T>(child);
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
}

function environmentFor({ kmsUrl, sesUrl, certificateFile }: Endpoints): NodeJS.ProcessEnv {
  return {
    ...senderEnvironment(kmsUrl),
    AWS_ENDPOINT_URL_SESV2: sesUrl,
    NODE_EXTRA_CA_CERTS: certificateFile,
    FROM_ADDRESS: 'no-reply@auth.example.com',
  };
}
