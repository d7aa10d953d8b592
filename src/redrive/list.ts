import { commandLine } from '../cli/command-line.ts';
import type { RunVerb } from '../cli/verb-context.ts';
import { findQueue } from '../undelivered/find-queue.ts';
import { lookInto } from '../undelivered/look.ts';
import { type Choice, isChosen } from './choose.ts';
import { describeEmail } from './print/describe-email.ts';
import { linesOf } from './print/list-lines.ts';
import { countOf, optionsOf, warningsOf } from './print/words.ts';

/** `undelivered list`: what is kept, why, until when. It changes nothing. */
export const list: RunVerb<Choice> = async (context, options) => {
  const { terminal } = context;
  const { queue, settings } = await findQueue(context);
  const look = await lookInto(queue, settings);
  const emails = look.emails.filter(isChosen(options));
  const living = emails.filter(({ fate }) => fate === 'living').length;
  const expired = emails.filter(({ fate }) => fate === 'expired' || fate === 'test').length;
  const chosen = options.reason !== undefined || options.trigger !== undefined;
  return {
    json: {
      emails: emails.map(describeEmail),
      strangers: look.strangers.length,
      hidden: look.depth.hidden,
    },
    lines: [
      emails.length === 0
        ? `No emails${chosen ? ' of that kind' : ''} are kept in the undelivered queue.`
        : `${countOf(emails.length, 'email')} ${emails.length === 1 ? 'is' : 'are'} kept in the undelivered queue${chosen ? ' of that kind' : ''}.`,
      '',
      ...linesOf(emails, terminal, { now: Date.now() }),
      ...(living > 0
        ? [
            `${living} can still be sent, once the cause is fixed:`,
            `  ${commandLine('undelivered redrive', options, [...optionsOf(options), '--apply'])}`,
          ]
        : []),
      ...(expired > 0
        ? [
            `${expired} ${expired === 1 ? 'helps' : 'help'} nobody any more. To throw ${expired === 1 ? 'it' : 'them'} away:`,
            `  ${commandLine('undelivered discard', options, [...optionsOf(options), '--apply'])}`,
          ]
        : []),
      ...warningsOf(look, terminal.columns),
    ],
    exitCode: 0,
  };
};
