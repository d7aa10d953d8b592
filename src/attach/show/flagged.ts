import type { Terminal } from '../../terminal/terminal.ts';
import { wrap } from '../../terminal/wrap.ts';

/** A text after a coloured word, broken into lines as wide as they look. */
export function flagged(
  word: string,
  text: string,
  { color, terminal }: { readonly color: 'red' | 'yellow'; readonly terminal: Terminal },
): string[] {
  return wrap(`${word} ${text}`, terminal.columns).map((line, index) =>
    index === 0 ? line.replace(word, terminal.paint(color, word)) : line,
  );
}
