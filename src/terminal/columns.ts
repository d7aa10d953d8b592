/** Rows of two columns, the first as wide as its widest cell; later lines of a second cell stand under its first. */
export function twoColumns(
  rows: readonly (readonly [string, string])[],
  { width, indent = 2 }: { readonly width: number; readonly indent?: number },
): string[] {
  const first = Math.max(0, ...rows.map(([cell]) => cell.length));
  const margin = ' '.repeat(indent + first + 2);
  return rows.flatMap(([left, right]) =>
    wrap(right, width - margin.length).map((line, index) =>
      (index === 0 ? `${' '.repeat(indent)}${left.padEnd(first)}  ${line}` : `${margin}${line}`).trimEnd(),
    ),
  );
}

/** Breaks a text between words; a word longer than the width stays whole, so that it can be copied. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/ +/)) {
    const last = lines.length - 1;
    const line = lines[last] ?? '';
    if (line === '') lines[last] = word;
    else if (line.length + 1 + word.length <= width) lines[last] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
