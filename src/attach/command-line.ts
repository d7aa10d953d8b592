import { commandLine as ownCommandLine } from '../cli/command-line.ts';
import type { Target } from '../cli/pasteable.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** What was given to attach, detach or restore. */
interface Given extends Target {
  readonly file?: string;
  readonly userPoolId?: string;
  readonly replace?: true;
}

/** Writes a command as it was given, but for what it says of applying and of printing: a dry run. */
export const commandLine = (verb: string, { file, userPoolId, replace, ...target }: Given): string =>
  ownCommandLine(verb, target, [
    ...(file === undefined ? [] : [shellWord(file)]),
    ...(userPoolId === undefined ? [] : ['--user-pool-id', shellWord(userPoolId)]),
    ...(replace ? ['--replace'] : []),
  ]);
