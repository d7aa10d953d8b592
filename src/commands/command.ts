import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { EmailsError } from '../emails/diagnostic.ts';
import { Mistake } from '../mistake.ts';
import { type Command, type Options, readArguments, type Values } from './arguments.ts';

/**
 * Runs a command of package.json: help is printed and is no failure; a wrong argument, and whatever else a person can
 * put right, is told without a stack, with exit code 2 (1 where the emails themselves cannot be built).
 *
 * With `--build`, which package.json gives to those that need it, the sender is built after the arguments are read, with
 * the emails of the directory that `--emails` names where the command has such an option.
 */
export async function runCommand<O extends Options>(
  command: Command<O>,
  run: (values: Values<O>) => void | Promise<void>,
): Promise<void> {
  try {
    const args = process.argv.slice(2);
    const values = readArguments(command, {
      args: args.filter((argument) => argument !== '--build'),
      env: process.env,
    });
    if (!values) {
      process.stdout.write(`${command.usage}\n`);
      return;
    }
    if (args.includes('--build')) build(buildArguments(values));
    await run(values);
  } catch (error) {
    const said = explain(error);
    if (said === undefined) throw error;
    process.stderr.write(`${said}\n`);
    process.exit(error instanceof EmailsError ? 1 : 2);
  }
}

/** The build's own arguments: `--emails`, but not a command's whose emails are a number. */
export const buildArguments = ({ emails }: { readonly emails?: unknown }): readonly string[] =>
  typeof emails === 'string' && emails ? ['--emails', emails] : [];

/** Builds the sender, in a process of its own; where that fails, it has said why, and this process ends as it did. */
function build(args: readonly string[]): void {
  const file = fileURLToPath(new URL('../../build.ts', import.meta.url));
  const { status } = spawnSync(process.execPath, [file, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** @returns What to tell a person who can put it right; undefined for a defect of ours, whose stack is wanted. */
export function explain(error: unknown): string | undefined {
  if (error instanceof EmailsError) return error.message;
  if (error instanceof Mistake) return [error.message, error.fix].filter(Boolean).join(' ');
  const { code, path, syscall } = Object(error) as NodeJS.ErrnoException;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${path ?? syscall} is not yours to write (${code}): the commands write into their checkout, to dist/ above all.`;
    case 'ENOSPC':
      return `The disk is full (${path ?? syscall}).`;
    default:
      return undefined;
  }
}
