import { explainCallFailure } from '../../aws/failure.ts';
import { commandLine } from '../../cli/command-line.ts';
import type { CommonOptions } from '../../cli/common-options.ts';
import type { ExitCode, Result as VerbResult } from '../../cli/verb-context.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { wrap } from '../../terminal/wrap.ts';
import type { Choice } from '../choose.ts';
import type { Result } from '../sending/ended.ts';
import type { Ending, Redriven } from '../sending/rounds.ts';
import { columnsOf, describeEmail } from './describe-email.ts';
import { detailOf, resultWords } from './result-words.ts';
import { countOf, onlyPart, optionsOf } from './words.ts';

/** As many emails of one result as are shown without `--verbose`. */
const shown = 10;

/** Says how a redrive went, for programs and for people. */
export function redriveResult(
  redriven: Redriven,
  options: Choice & CommonOptions,
  { terminal, stopped }: { readonly terminal: Terminal; readonly stopped: boolean },
): VerbResult {
  const { endings, expired, others, failure } = redriven;
  const brokenOff = failure === undefined ? undefined : explainCallFailure(failure).found;
  return {
    json: {
      emails: endings.map(describeEnding),
      expired: expired.map(describeEmail),
      heldByOthers: others,
      stopped,
      ...(brokenOff !== undefined && { brokenOff }),
    },
    lines: [
      ...linesOf(redriven, { options, terminal }),
      ...(stopped ? ['Stopped. What had no turn is back in the queue.'] : []),
      ...(brokenOff === undefined ? [] : [`Broken off: ${brokenOff}`, 'What had no turn is still kept.']),
    ],
    exitCode: exitCodeOf(redriven),
  };
}

/** Why it was kept and why it ended as it did are two things. */
const describeEnding = ({ email, ended: { reason, ...ended } }: Ending): object => ({
  ...describeEmail(email),
  ...ended,
  ...(reason !== undefined && { resultReason: reason }),
});

function exitCodeOf({ endings, others, failure }: Redriven): ExitCode {
  const results = new Set(endings.map(({ ended }) => ended.result));
  if (failure !== undefined || results.has('unknown') || results.has('unchecked')) return 2;
  const fine: readonly Result[] = ['accepted', 'accepted-before', 'expired'];
  return others > 0 || [...results].some((result) => !fine.includes(result)) ? 1 : 0;
}

function linesOf(
  { endings, expired, others, whole }: Redriven,
  { options, terminal }: { readonly options: Choice & CommonOptions; readonly terminal: Terminal },
): string[] {
  const lines: string[] = [];
  const byResult = Map.groupBy(endings, ({ ended }) => ended.result);
  for (const result of Object.keys(resultWords) as Result[]) {
    const group = byResult.get(result);
    if (group) lines.push(...sectionOf(result, group, { options, terminal }), '');
  }
  const say = (text: string): void => void lines.push(...wrap(text, terminal.columns));
  if (endings.length === 0 && others === 0) say('Nothing that is kept can be sent.');
  if (expired.length > 0) {
    say(
      `${countOf(expired.length, 'email')} ${expired.length === 1 ? 'helps' : 'help'} nobody any more. To throw away:`,
    );
    lines.push(`  ${commandLine('undelivered discard', options, [...optionsOf(options), '--apply'])}`);
  }
  if (others > 0) {
    say(
      `Somebody else holds ${countOf(others, 'message')} of the queue: another redrive is at work, or was cut off minutes ago. Nothing more was sent, so that nobody gets an email twice. Try again later.`,
    );
  }
  if (!whole) say(onlyPart);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function sectionOf(
  result: Result,
  group: readonly Ending[],
  {
    options,
    terminal: { paint, columns, verbose },
  }: { readonly options: CommonOptions; readonly terminal: Terminal },
): string[] {
  const { says, tone, hint, verb } = resultWords[result];
  const color = { good: 'green', bad: 'red', plain: 'yellow' } as const;
  const rows = group.slice(0, verbose ? group.length : shown).map(({ email, ended }) => {
    const [age = '', , trigger = '', to = ''] = columnsOf(email, Date.now());
    return [`kept ${age}`, trigger, to, detailOf(ended)] as const;
  });
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const rest = group.length - rows.length;
  return [
    paint(['bold', color[tone]], `${group.length} ${says}`),
    ...rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd()),
    ...(rest > 0 ? [`  … and ${rest} more (--verbose shows them)`] : []),
    ...(hint === undefined ? [] : wrap(hint, columns - 2).map((line) => `  ${line}`)),
    ...(verb === undefined ? [] : [`    ${commandLine(verb, options)}`]),
  ];
}
