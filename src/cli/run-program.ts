import { CommanderError } from 'commander';
import { addAttach } from '../attach/attach-command.ts';
import { addDetach } from '../attach/detach-command.ts';
import { addRestore } from '../attach/restore-command.ts';
import { addBuild } from '../build/build-command.ts';
import { addExplain } from '../explain/explain-command.ts';
import { addRequestProductionAccess } from '../production-access/production-access-command.ts';
import { addUndelivered } from '../redrive/undelivered-commands.ts';
import { addSendTest } from '../send-test/send-test-command.ts';
import { addDoctor } from '../setup/doctor-command.ts';
import { addVerifyMessage } from '../verify-message/verify-message-command.ts';
import { version } from '../version.ts';
import { Program, type World } from './program.ts';
import { self } from './self.ts';
import { mistakeAsJson, mistakeAsText } from './tell-mistake.ts';
import { usageMistake } from './usage-mistake.ts';

/** Makes the program with all of its verbs; one that is to answer in JSON prints no help of its own accord. */
export function createProgram(world: World, { json }: { readonly json: boolean }): Program {
  const program = new Program('cognito-email-sender', world)
    .description('Finds out whether codes go out, and what to do when they do not.')
    .version(version, '--version', 'display the version of this tool')
    .helpCommand(false)
    // Mistakes are told below, in one line or as JSON; of help that nobody asked for, only without any argument.
    .configureOutput({ outputError: () => undefined, ...(json && { writeErr: () => undefined }) })
    .configureHelp({ helpWidth: Math.min(world.streams.stdout.columns ?? 80, 110), sortOptions: false })
    .exitOverride();

  addDoctor(program);
  addAttach(program);
  addDetach(program);
  addRestore(program);
  addSendTest(program);
  addExplain(program);
  addUndelivered(program);
  addRequestProductionAccess(program);
  addVerifyMessage(program);
  addBuild(program);

  program.addHelpText(
    'after',
    `
Examples:
  # see a broken installation being explained, with no AWS account
  ${self} doctor --playground
  # what one verb does, and what it can be told
  ${self} doctor --help

Exit codes: 0 well or done, 1 problems found or refused, 2 could not be checked or asked wrongly.`,
  );
  return program;
}

/** Runs `cognito-email-sender`. @param args As typed, from the verb on. */
export async function runProgram(args: readonly string[], world: World): Promise<void> {
  const json = args.includes('--json');
  try {
    await createProgram(world, { json }).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const mistake = usageMistake(error);
    if (mistake) {
      const told = { found: mistake.message, fix: mistake.fix };
      if (json) world.streams.stdout.write(`${mistakeAsJson(told)}\n`);
      else if (error.code !== 'commander.help') world.streams.stderr.write(`${mistakeAsText(told)}\n`);
    }
    world.end(mistake ? 2 : 0, { brokenOff: false });
  }
}
