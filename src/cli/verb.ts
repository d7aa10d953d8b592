import type { Command } from 'commander';
import type { Clients } from '../aws/clients.ts';
import type { Installation } from '../installation/installation.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { addCommonOptions, type CommonOptions } from './common-options.ts';

/** 0: well, or done. 1: problems were found, or something was refused. 2: it could not be checked, or was asked wrongly. */
export type ExitCode = 0 | 1 | 2;

/** How a verb ended. `--json` prints `json`, otherwise the lines are printed: say the same in both. */
export interface Result {
  readonly json: unknown;
  readonly lines: readonly string[];
  readonly exitCode: ExitCode;
}

/** What a verb works with. */
export interface VerbContext {
  readonly terminal: Terminal;
  readonly clients: Clients;
  /** Aborted by Ctrl-C. Hand it to every call that may be broken off; a verb then says what it has done and has not. */
  readonly signal: AbortSignal;
  /** Where the function is. */
  readonly region: string;
  /** Finds out, once, what the installation is; throws a `Mistake` when nothing names one. */
  readonly installation: () => Promise<Installation>;
}

export type RunVerb<Options> = (context: VerbContext, options: Options & CommonOptions) => Promise<Result>;

export interface Verb<Options> {
  /** One line in the list of verbs. */
  readonly summary: string;
  /** What it does, in a paragraph or two. */
  readonly description: string;
  /** Arguments and what each shows. */
  readonly examples: readonly (readonly [string, string])[];
  /** Adds its own arguments and options. */
  readonly options?: (command: Command) => void;
  /** Loads what runs it: only then, so that help and mistakes are quick. */
  readonly load: () => Promise<RunVerb<Options>>;
}

/**
 * Registers a verb, or a verb of a group, with the options that all of them have.
 *
 * @param parent The program, or the group's command. An argument of the verb reaches `run` as a member of its options.
 */
export function addVerb<Options>(parent: Command, name: string, verb: Verb<Options>): Command {
  const command = parent.command(name).summary(verb.summary).description(verb.description);
  verb.options?.(command);
  addCommonOptions(command);
  command.addHelpText('after', () => examplesOf(command, verb.examples));
  return command.action(async () => {
    const given = Object.fromEntries(
      command.registeredArguments.map((argument, index) => [argument.name(), command.processedArgs[index]]),
    );
    const { runVerb } = await import('./run-verb.ts');
    process.exitCode = await runVerb(verb.load, { ...given, ...command.opts() } as Options & CommonOptions);
  });
}

function examplesOf(command: Command, examples: Verb<unknown>['examples']): string {
  const names: string[] = [];
  for (let at: Command | null = command; at; at = at.parent) names.unshift(at.name());
  return `\nExamples:\n${examples.map(([args, shows]) => `  # ${shows}\n  ${[...names, args].join(' ').trim()}`).join('\n')}`;
}
