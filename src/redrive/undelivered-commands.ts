import { type Command, InvalidArgumentError, Option } from 'commander';
import { addVerb } from '../cli/verb.ts';
import { reasons } from '../sender/failure/reason.ts';
import { stems } from '../trigger-source.ts';
import type { Choice } from './choose.ts';
import type { DiscardOptions } from './discard.ts';
import type { RedriveOptions } from './redrive.ts';

/** Registers the verbs about what the undelivered queue keeps. */
export function addUndelivered(program: Command): void {
  const group = program
    .command('undelivered')
    .summary('what could not be sent and is kept: look at it, send it, throw it away')
    .description('Emails that could not be sent are kept in the undelivered queue, their codes encrypted.')
    .helpCommand(false);

  addVerb<Choice>(group, 'list', {
    summary: 'says what is kept, why, and how long it can still be of use',
    description:
      'Looks into the undelivered queue and leaves it as it was. Addresses are masked; codes are never decrypted.',
    examples: [
      ['', 'everything that is kept'],
      ['--reason sandbox-recipient-unverified', 'what is kept for one reason'],
      ['--trigger sign-up --json', 'one kind of email, for a program'],
      ['--playground recovered', 'how it looks, with no AWS account'],
    ],
    options: addChoice,
    load: async () => (await import('./list.ts')).list,
  });

  addVerb<RedriveOptions>(group, 'redrive', {
    summary: 'sends what is kept and can still be of use',
    description:
      "Without --apply it only lists. With it, each email is sent by the deployed function, oldest first: its address is asked of the user pool again, and its record leaves the queue only once its outcome was seen. It may be stopped at any moment; what the log shows as accepted is not sent again. Where an email fails for the set-up's fault, others kept for the same reason are left alone.",
    examples: [
      ['', 'what would be sent'],
      ['--apply', 'send it'],
      ['--reason sending-paused --apply', 'send what was kept for the reason that you have fixed'],
      ['--playground recovered --apply', 'how it goes, with no AWS account'],
    ],
    options: (command) => addChoice(command).option('--apply', 'send; without it nothing is changed'),
    load: async () => (await import('./redrive.ts')).redrive,
  });

  addVerb<DiscardOptions>(group, 'discard', {
    summary: 'throws away what has expired',
    description:
      "Without --apply it only lists. An email whose code has expired helps nobody, and keeps the queue's alarms on. What can still be of use is never thrown away.",
    examples: [
      ['', 'what would be thrown away'],
      ['--apply', 'throw it away'],
    ],
    options: (command) => addChoice(command).option('--apply', 'throw away; without it nothing is changed'),
    load: async () => (await import('./discard.ts')).discard,
  });
}

function addChoice(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--reason <reason>',
        'only what is kept for this reason (none: the function was killed)',
      ).argParser(readReason),
    )
    .addOption(new Option('--trigger <stem>', 'only this kind of email').choices(stems));
}

function readReason(text: string): string {
  if (text === 'none' || reasons.some((reason) => reason === text)) return text;
  throw new InvalidArgumentError(`Reasons are none, ${reasons.join(', ')}.`);
}
