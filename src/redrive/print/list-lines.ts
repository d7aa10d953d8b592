import type { Terminal } from '../../terminal/terminal.ts';
import type { Fate, KeptEmail } from '../../undelivered/kept-email.ts';
import { columnsOf } from './describe-email.ts';

/** As many of one reason as are shown without `--verbose`. */
const shown = 15;

const notes: Readonly<Record<Fate, string>> = {
  living: '',
  expired: '',
  test: 'a test',
  'too-large': 'its event was too large to be kept',
  contradictory: 'its records are for different people',
};

/** Kept emails by the reason that they are kept for, oldest first. */
export function linesOf(
  emails: readonly KeptEmail[],
  { paint, columns, verbose }: Terminal,
  { now }: { readonly now: number },
): string[] {
  const rows = emails.map((email) => columnsOf(email, now));
  const widths = [0, 1, 2, 3].map((at) => Math.max(0, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (email: KeptEmail): string => {
    const cells = columnsOf(email, now).map((cell, at) => cell.padEnd(widths[at] ?? 0));
    const { copies, fate, id } = email;
    const text = [
      ' ',
      ...cells,
      ...(id !== undefined && (verbose || columns >= 110) ? [id] : []),
      [copies.length > 1 && `${copies.length} records`, notes[fate]].filter(Boolean).join(', '),
    ];
    const whole = text.join('  ').replace(/^ {3}/, '  ').trimEnd();
    if (fate === 'contradictory') return paint('red', whole);
    return fate === 'living' ? whole : paint('dim', whole);
  };
  const byReason = Map.groupBy(emails, ({ reason }) => reason);
  return [...byReason].flatMap(([reason, group]) => {
    const some = verbose ? group : group.slice(0, shown);
    const rest = group.length - some.length;
    return [
      paint('bold', reason === 'none' ? 'none (the function was killed or did not start)' : reason),
      ...some.map(line),
      ...(rest > 0 ? [`  … and ${rest} more (--verbose shows them)`] : []),
      '',
    ];
  });
}
