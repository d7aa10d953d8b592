import { commandLine } from '../../cli/command-line.ts';
import type { CommonOptions } from '../../cli/common-options.ts';
import type { Result } from '../../cli/verb-context.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { Fate } from '../../undelivered/kept-email.ts';
import type { Look } from '../../undelivered/look.ts';
import { type Choice, isChosen } from '../choose.ts';
import { describeEmail } from './describe-email.ts';
import { linesOf } from './list-lines.ts';
import { countOf, optionsOf, warningsOf } from './words.ts';

/** A verb that would do something about some kept emails, and does nothing without `--apply`. */
export interface Plan {
  readonly verb: 'redrive' | 'discard';
  readonly about: readonly Fate[];
  /** Follows a count of emails. */
  readonly would: string;
}

/** Says what a verb would do. */
export function planResult(
  look: Look,
  options: Choice & CommonOptions,
  { terminal, plan: { verb, about, would } }: { readonly terminal: Terminal; readonly plan: Plan },
): Result {
  const emails = look.emails.filter(isChosen(options)).filter(({ fate }) => about.includes(fate));
  const apply = commandLine(`undelivered ${verb}`, options, [...optionsOf(options), '--apply']);
  return {
    json: { applied: false, emails: emails.map(describeEmail), hidden: look.depth.hidden },
    lines: [
      emails.length === 0 ? `No email ${would}.` : `${countOf(emails.length, 'email')} ${would}:`,
      '',
      ...linesOf(emails, terminal, { now: Date.now() }),
      ...(emails.length > 0 ? ['Nothing was done. To do it:', `  ${apply}`] : []),
      ...warningsOf(look, terminal.columns),
    ],
    exitCode: 0,
  };
}
