import { type ExecFileOptions, execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A copy of the checkout as it is before anything was built. */
export interface Checkout {
  readonly directory: string;
  /** Runs Node in it. */
  readonly node: (args: readonly string[], options?: ExecFileOptions) => Promise<Ended>;
  readonly remove: () => Promise<void>;
}

/** How a process ended, and what it wrote. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const top = fileURLToPath(new URL('../../', import.meta.url));
/** Made by commands, or of no use to one. */
const leftOut = new Set(['node_modules', 'dist', '.git', '.aws-sam', '.venv', 'coverage', 'docs']);

/**
 * @param name What its folder's name begins with.
 * @param installed Whether the dependencies are there.
 */
export async function copyCheckout(name: string, { installed = true } = {}): Promise<Checkout> {
  const directory = await mkdtemp(join(tmpdir(), name));
  // Compiled files are found by their paths, which no other run has again.
  const compiled = `${directory}.compiled`;
  for (const part of (await readdir(top)).filter((name) => !leftOut.has(name))) {
    await cp(join(top, part), join(directory, part), {
      recursive: true,
      filter: (source) => !source.endsWith('.generated.ts'),
    });
  }
  if (installed) await symlink(join(top, 'node_modules'), join(directory, 'node_modules'));
  return {
    directory,
    node: (args, options) =>
      runNode(args, { cwd: directory, env: { ...withoutNpm(), NODE_COMPILE_CACHE: compiled }, ...options }),
    remove: async () => {
      for (const folder of [directory, compiled]) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs this Node with nothing of npm's in its environment. */
export function runNode(args: readonly string[], options: ExecFileOptions): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { env: withoutNpm(), ...options }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout: String(stdout), stderr: String(stderr) }),
    );
  });
}

const withoutNpm = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
