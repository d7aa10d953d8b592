import type { Step } from '../../sender/failure/advice.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { wrap } from '../../terminal/wrap.ts';
import { stem } from '../../trigger-source.ts';
import type { Facts } from '../facts.ts';
import { factLines } from './fact-lines.ts';
import type { Ended, Headline } from './headline.ts';
import { momentsOf, type TitleOf } from './moments.ts';

export interface Explanation {
  readonly facts: Facts;
  readonly emails: readonly Ended[];
  readonly headline: Headline;
  readonly steps: readonly Step[];
  readonly titleOf: TitleOf;
}

/** Wider lines are hard to read. */
const widest = 100;
/** As many emails as are shown without `--verbose`, the newest. */
const most = 10;

/** The explanation as a person reads it: what it comes to, what happened, what is so now, what to do. */
export function linesOf(
  { facts, emails, headline, steps, titleOf }: Explanation,
  terminal: Terminal,
): string[] {
  const { paint, verbose } = terminal;
  // Without a terminal a line stays whole, so that a search finds it.
  const width = terminal.toTerminal ? Math.min(terminal.columns, widest) : Number.POSITIVE_INFINITY;
  const shown = verbose ? emails : emails.slice(-most);
  const older = emails.length - shown.length;
  const hanging = (text: string, indent: number, first = ' '.repeat(indent)): string[] =>
    wrap(text, width - indent).map((line, index) => `${index === 0 ? first : ' '.repeat(indent)}${line}`);
  return [
    ...wrap(`${facts.address ?? `code ${facts.codeId}`}, ${periodText(facts)}, times in UTC`, width).map(
      (line) => paint('bold', line),
    ),
    ...wrap(headline.text, width).map((line) => paint(headline.good ? 'green' : 'red', line)),
    ...(older > 0 ? ['', `… ${older} older ones; --verbose shows them`] : []),
    ...shown.flatMap((ended) => ['', ...emailLines(ended, { hanging, paint, titleOf })]),
    ...section('Now', factLines(facts), (text) => hanging(text, 4, '  - ')),
    ...section('What could not be found out', facts.gaps.map(gapText), (text) => hanging(text, 4, '  - ')),
    ...section('What to do', steps, ({ say, command }) => [
      ...hanging(say, 4, '  → '),
      ...(command === undefined ? [] : [`    ${paint('cyan', command)}`]),
    ]),
  ];

  function section<T>(title: string, items: readonly T[], lines: (item: T) => string[]): string[] {
    return items.length === 0 ? [] : ['', paint('bold', title), ...items.flatMap(lines)];
  }
}

function emailLines(
  { email, end }: Ended,
  {
    hanging,
    paint,
    titleOf,
  }: {
    readonly hanging: (text: string, indent: number, first?: string) => string[];
    readonly paint: Terminal['paint'];
    readonly titleOf: TitleOf;
  },
): string[] {
  const { triggerSource, userPoolId, id, whose, lines } = email;
  const heading = [
    paint('bold', triggerSource === undefined ? 'an unknown kind of email' : stem(triggerSource)),
    ...(userPoolId === undefined ? [] : [userPoolId]),
    ...(whose === 'perhaps' ? [paint('yellow', 'perhaps theirs')] : []),
  ];
  const messageId = lines.findLast(({ sesMessageId }) => sesMessageId !== undefined)?.sesMessageId;
  return [
    heading.join(' · '),
    ...momentsOf(email, titleOf).flatMap(({ at, text, good }) =>
      hanging(text, 23, `  ${dayAndTime(at)}  `).map((line) => (good ? line : paint('yellow', line))),
    ),
    ...(end.state === 'kept' ? hanging(keptText(end), 2) : []),
    ...(id === undefined ? [] : [paint('dim', `  code ${id}`)]),
    ...(messageId === undefined ? [] : [paint('dim', `  SES message ${messageId}`)]),
  ];
}

function keptText({ fate, expiresAt }: Ended['end']): string {
  if (fate === undefined) return 'It should be in the undelivered queue.';
  if (fate === 'living')
    return `It lies in the undelivered queue${expiresAt === undefined ? '' : ` and can be sent until ${dayAndTime(expiresAt)}`}.`;
  return fate === 'expired'
    ? `It lies in the undelivered queue and is of no use since ${dayAndTime(expiresAt ?? 0)}.`
    : 'It lies in the undelivered queue and cannot be sent.';
}

const gapText = ({ what, why }: Facts['gaps'][number]): string => `${what}: ${why.replace(/\.$/, '')}.`;

const periodText = ({ period: { from, to }, now }: Facts): string =>
  now - to < 60_000 ? `since ${dayAndTime(from)}` : `${dayAndTime(from)} to ${dayAndTime(to)}`;

export const dayAndTime = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
