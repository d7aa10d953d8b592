import type { Terminal } from '../../terminal/terminal.ts';
import type { Difference } from '../plan/differences.ts';

/** What becomes of a setting, in the vocabulary of `terraform plan`: added, changed, taken away. */
export type Sign = '+' | '~' | '-';

const colors = { '+': 'green', '~': 'yellow', '-': 'red' } as const;

export const signed = (sign: Sign, text: string, { paint }: Pick<Terminal, 'paint'>): string =>
  `${paint(colors[sign], sign)} ${text}`;

/** One setting's difference, in one line where it fits. */
export function showDifference(
  difference: Difference,
  { terminal, indent }: { readonly terminal: Pick<Terminal, 'paint' | 'columns'>; readonly indent: number },
): string[] {
  const margin = ' '.repeat(indent);
  const sides = sidesOf(difference);
  const head = `${margin}${signed(signOf(difference), difference.path, terminal)}`;
  const length = indent + 2 + difference.path.length + 2 + sides.join(' -> ').length;
  return length <= terminal.columns
    ? [`${head}  ${sides.join(' -> ')}`]
    : [head, ...sides.map((side, index) => `${margin}    ${index === 0 ? '' : '-> '}${side}`)];
}

export const signOf = (difference: Difference): Sign => {
  if (!('before' in difference)) return '+';
  return 'after' in difference ? '~' : '-';
};

/** A setting's value before, or after, or both; a message of many lines is cut. */
function sidesOf(difference: Difference): string[] {
  return [
    ...('before' in difference ? [shown(difference.before)] : []),
    ...('after' in difference ? [shown(difference.after)] : []),
  ];
}

const longest = 160;

/** JSON, in which no control character of somebody's text reaches the terminal. */
function shown(value: unknown): string {
  const text = JSON.stringify(value).replaceAll(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`;
}
