import type { Command } from 'commander';
import { addCommonOptions, type CommonOptions } from './common-options.ts';
import { worldOf } from './program.ts';
import { self } from './self.ts';
import type { Runnable } from './verb-context.ts';

export interface Verb<Options> extends Runnable<Options> {
  /** One line in the list of verbs. */
  readonly summary: string;
  /** What it does, in a paragraph or two. */
  readonly description: string;
  /** Arguments and what each shows. */
  readonly examples: readonly (readonly [string, string])[];
  /** Adds its own arguments and options. */
  readonly options?: (command: Command) => unknown;
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
    const world = worldOf(command);
    const options = { ...given, ...command.opts() } as Options & CommonOptions;
    const { exitCode, brokenOff } = await runVerb(verb, options, world);
    world.end(exitCode, { brokenOff });
  });
}

function examplesOf(command: Command, examples: Verb<unknown>['examples']): string {
  const names: string[] = [];
  for (let at = command; at.parent; at = at.parent) names.unshift(at.name());
  const lines = examples.map(([args, shows]) => {
    // npm's own lines before the JSON would be none of it.
    const caller = args.includes('--json') ? self.replace('npm run', 'npm run --silent') : self;
    return `  # ${shows}\n  ${[caller, ...names, args].join(' ').trim()}`;
  });
  return `\nExamples:\n${lines.join('\n')}`;
}
