import type { Terminal } from '../terminal/terminal.ts';
import { wrap } from '../terminal/wrap.ts';
import type { Finding, Level } from './finding.ts';

/** Worst first: what stops codes stands on top. */
const order: readonly Level[] = ['problem', 'warning', 'unknown', 'ok'];

const labels = {
  problem: { label: 'PROBLEM', format: ['bold', 'red'] },
  warning: { label: 'WARNING', format: ['bold', 'yellow'] },
  unknown: { label: 'UNKNOWN', format: ['bold', 'magenta'] },
  ok: { label: 'OK', format: ['green'] },
} as const;

const indent = ' '.repeat(9);
/** Wider lines are hard to read. */
const widest = 100;

/** @returns The lines that tell of the findings; what is well only when the terminal is verbose. */
export function printFindings(findings: readonly Finding[], terminal: Terminal): string[] {
  const shown = order
    .filter((level) => level !== 'ok' || terminal.verbose)
    .flatMap((level) => findings.filter((finding) => finding.level === level));
  const print = terminal.toTerminal ? block : line;
  return [...shown.flatMap((finding) => print(finding, terminal)), summary(findings, terminal)];
}

/** For people: a few lines a finding, as wide as the terminal; commands stay whole, so that they can be copied. */
function block(
  { id, level, subject, found, why, fix = [] }: Finding,
  { paint, columns }: Terminal,
): string[] {
  const { label, format } = labels[level];
  const width = Math.min(columns, widest) - indent.length;
  const heading = `${paint([...format], label.padEnd(indent.length - 1))} ${paint('bold', subject)}  ${paint('dim', id)}`;
  if (level === 'ok') return [heading, ...wrap(found, width).map((text) => `${indent}${text}`)];
  return [
    heading,
    ...[found, why]
      .flatMap((text) => (text === undefined ? [] : wrap(text, width)))
      .map((text) => `${indent}${text}`),
    ...fix.flatMap(({ say, record, command }) => [
      ...wrap(say, width - 2).map((text, index) => `${indent}${index === 0 ? '→' : ' '} ${text}`),
      ...(record === undefined ? [] : [`${indent}  ${paint('cyan', record)}`]),
      ...(command === undefined ? [] : [`${indent}  ${paint('cyan', command)}`]),
    ]),
    '',
  ];
}

/** For logs and pipes: one line a check, which a search finds whole, and one for each step of its fix. */
const line = ({ id, level, subject, found, why, fix = [] }: Finding): string[] => [
  `${level} ${id} [${subject}] ${[found, why].filter(Boolean).join(' ')}`,
  ...fix.map(({ say, record, command }) => `  fix: ${[say, record, command].filter(Boolean).join(' ')}`),
];

function summary(findings: readonly Finding[], { paint, verbose }: Terminal): string {
  const count = (level: Level): number => findings.filter((finding) => finding.level === level).length;
  const counted = (level: Level, one: string, many: string): string[] => {
    const number = count(level);
    return number === 0 ? [] : [paint([...labels[level].format], `${number} ${number === 1 ? one : many}`)];
  };
  const parts = [
    ...counted('problem', 'problem', 'problems'),
    ...counted('warning', 'warning', 'warnings'),
    ...counted('unknown', 'check could not be made', 'checks could not be made'),
    ...counted('ok', 'check is well', 'checks are well'),
  ];
  return `${parts.join(', ')}.${verbose || count('ok') === 0 ? '' : ' --verbose shows them all.'}`;
}
