import { readdirSync, readFileSync } from 'node:fs';

/** The documents that people read, by their paths from the repository's root. */
export const documents: readonly string[] = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  'events/README.md',
  'terraform/README.md',
];

export const textOf = (document: string): string => readFileSync(document, 'utf8');

/** A document without its code. */
export const proseOf = (text: string): string =>
  text.replace(/^ *```.*?^ *```/gms, '').replace(/`[^`\n]*`/g, '');

/** What stands in its code: the lines of its blocks, those that go on joined, and each `code` in a sentence. */
export function codeIn(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^ *```(\w*)\n(.*?)^ *```/gms)];
  const lines = blocks
    .filter(([, language]) => language === 'sh' || language === '')
    .flatMap(([, , block = '']) => block.replace(/\\\n/g, ' ').split('\n'));
  const withoutBlocks = text.replace(/^ *```.*?^ *```/gms, '');
  return [...lines, ...[...withoutBlocks.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)].map((line) =>
    line.replace(/\s+/g, ' ').trim(),
  );
}

/** What GitHub makes of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

export const anchorsIn = (text: string): readonly string[] =>
  [...text.replace(/^ *```.*?^ *```/gms, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    anchorOf(heading),
  );
