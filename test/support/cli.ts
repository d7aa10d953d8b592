import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { environmentFor } from '../../playground/states.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How the command line tool ended. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  /** The playground that it talks to; without one it has no credentials and no Region. */
  readonly playground?: { readonly url: string };
  readonly env?: Readonly<Record<string, string>>;
  /** Where it is run: the repository, whose samconfig.toml names the stack. */
  readonly cwd?: string;
  /** Told of the process when it has started, to send signals to it. */
  readonly started?: (child: ChildProcess) => void;
}

/** Runs `cognito-email-sender` in a process of its own, with no terminal and nothing of the machine's AWS settings. */
export function runCli(
  args: readonly string[],
  { playground, env = {}, cwd = root, started }: CliOptions = {},
): Promise<Ended> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', `${root}/src/cli.ts`, ...args],
    {
      cwd,
      env: {
        PATH: process.env['PATH'],
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        // Else the SDK asks the machine that it may be running on, which takes seconds.
        AWS_EC2_METADATA_DISABLED: 'true',
        ...(playground && environmentFor(playground.url)),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  started?.(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
