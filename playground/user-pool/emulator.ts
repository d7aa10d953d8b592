import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { homeRegion, keyAliasArn, keyArn } from '../fixtures.ts';
import { json, listen, portOf } from '../wire.ts';

/** cognito-local, running: a user pool that nobody here wrote. */
export interface Emulator {
  readonly url: string;
  close(): Promise<void>;
}

export interface EmulatorOptions {
  /** Where KMS answers. */
  readonly kmsUrl: string;
  /** Takes what the pool's CustomEmailSender trigger is invoked with. */
  readonly onEvent: (event: unknown) => void;
}

const program = fileURLToPath(new URL('emulator-process.ts', import.meta.url));

/** @throws {Error} When it does not start. */
export async function startEmulator({ kmsUrl, onEvent }: EmulatorOptions): Promise<Emulator> {
  // Lambda's Invoke, as far as the emulator uses it. It waits for the answer, which Cognito does not do for this
  // trigger: so it is answered before anything has happened.
  const answer = async ({ body }: { readonly body: string }) => {
    onEvent(JSON.parse(body));
    return json({});
  };
  const lambda = await listen({ port: 0, host: '127.0.0.1' }, answer);
  const directory = await mkdtemp(join(tmpdir(), 'user-pool-'));
  const client = {
    region: homeRegion,
    credentials: { accessKeyId: 'playground', secretAccessKey: 'playground' },
  };
  await mkdir(join(directory, '.cognito'));
  await writeFile(
    join(directory, '.cognito/config.json'),
    JSON.stringify({
      LambdaClient: { ...client, endpoint: `http://127.0.0.1:${portOf(lambda)}` },
      TriggerFunctions: { CustomEmailSender: 'email-sender' },
      KMSConfig: { ...client, endpoint: kmsUrl, KMSKeyId: keyArn, KMSKeyAlias: keyAliasArn },
      UserPoolDefaults: { UsernameAttributes: ['email'] },
    }),
  );
  const child = fork(program, { cwd: directory, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [] });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    lambda.close();
    lambda.closeAllConnections();
    await rm(directory, { recursive: true, force: true });
  };
  const port = await Promise.race([
    once(child, 'message').then(([message]) => Number(message)),
    once(child, 'exit').then(() => undefined),
  ]);
  if (port === undefined) {
    await close();
    throw new Error(`cognito-local did not start: ${said.split('\n').slice(0, 8).join('\n')}`);
  }
  return { url: `http://127.0.0.1:${port}`, close };
}
