#!/usr/bin/env node
/** `cognito-email-sender VERB`: the tools around a deployed sender. */
import { Command, CommanderError } from 'commander';
import { addAttach } from './attach/attach-command.ts';
import { addDetach } from './attach/detach-command.ts';
import { addRestore } from './attach/restore-command.ts';
import { addBuild } from './build/build-command.ts';
import { self } from './cli/self.ts';
import { mistakeAsJson, mistakeAsText } from './cli/tell-mistake.ts';
import { usageMistake } from './cli/usage-mistake.ts';
import { addExplain } from './explain/explain-command.ts';
import { addRequestProductionAccess } from './production-access/production-access-command.ts';
import { addUndelivered } from './redrive/undelivered-commands.ts';
import { addSendTest } from './send-test/send-test-command.ts';
import { addDoctor } from './setup/doctor-command.ts';
import { addVerifyMessage } from './verify-message/verify-message-command.ts';

const json = process.argv.includes('--json');

const program = new Command('cognito-email-sender')
  .description('Finds out whether codes go out, and what to do when they do not.')
  .helpCommand(false)
  // Mistakes are told below, in one line or as JSON; of help that nobody asked for, only without any argument.
  .configureOutput({
    outputError: () => undefined,
    ...(json && { writeErr: () => undefined }),
  })
  .configureHelp({ helpWidth: Math.min(process.stdout.columns ?? 80, 110), sortOptions: false })
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

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  const mistake = usageMistake(error);
  if (mistake) {
    const told = { found: mistake.message, fix: mistake.fix };
    if (json) process.stdout.write(`${mistakeAsJson(told)}\n`);
    else if (error.code !== 'commander.help') process.stderr.write(`${mistakeAsText(told)}\n`);
  }
  process.exitCode = mistake ? 2 : 0;
}
