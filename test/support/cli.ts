import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { environmentFor } from '../../playground/states.ts';
import { runProgram } from '../../src/cli/run-program.ts';

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
}

export interface CliProcessOptions extends CliOptions {
  /** Where it is run: the repository, whose samconfig.toml names the stack. */
  readonly cwd?: string;
  /** Told of the process when it has started, to send signals to it. */
  readonly started?: (child: ChildProcess) => void;
}

const environmentOf = ({ playground, env }: CliOptions): Readonly<Record<string, string>> => ({
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  // Else the SDK asks the machine that it may be running on, which takes seconds.
  AWS_EC2_METADATA_DISABLED: 'true',
  ...(playground && environmentFor(playground.url)),
  ...env,
});

const running = new Set<Promise<void>>();
let outside: Readonly<Record<string, string | undefined>> = {};

/**
 * Runs `cognito-email-sender` in this process, with no terminal and nothing of the machine's AWS settings, and without
 * SES's pace. Those of one environment run at once if they are asked to, others one after another.
 */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<Ended> {
  const environment = environmentOf(options);
  const differs = ([name, value]: readonly string[]) => process.env[name ?? ''] !== value;
  while (running.size > 0 && Object.entries(environment).some(differs)) await Promise.race(running);
  const { promise, resolve } = Promise.withResolvers<void>();
  if (running.size === 0) {
    outside = { ...process.env };
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
    Object.assign(process.env, environment);
  }
  running.add(promise);
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
      return true;
    },
  });
  const streams = { stdin: {}, stdout: stream('stdout'), stderr: stream('stderr') };
  let code = 0;
  try {
    await runProgram(args, {
      streams: streams as unknown as NodeJS.Process,
      betweenSesCalls: 0,
      end: (exitCode) => {
        code = exitCode;
      },
    });
  } finally {
    running.delete(promise);
    if (running.size === 0) {
      for (const name of Object.keys(process.env)) if (!(name in outside)) delete process.env[name];
      Object.assign(process.env, outside);
    }
    resolve();
  }
  return { code, ...written };
}

/** The same in a process of its own: to interrupt it, to run it elsewhere, and as the shell sees it. */
export function runCliProcess(
  args: readonly string[],
  { cwd = root, started, ...options }: CliProcessOptions = {},
): Promise<Ended> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', `${root}/src/cli.ts`, ...args],
    {
      cwd,
      env: {
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
        ...environmentOf(options),
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
