import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

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

/** Where a document leads: links, their definitions, and pictures written as HTML. */
const targetsIn = (text: string): string[] =>
  [...proseOf(text).matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]:\s*(\S+)|\b(?:src|srcset|href)="([^"]+)"/gm)].map(
    ([, inline, reference, html]) => inline ?? reference ?? html ?? '',
  );

/** The links of a document to a file that is not there. */
export const brokenLinks = (document: string, text: string, isThere: (path: string) => boolean): string[] =>
  targetsIn(text)
    .filter((target) => !/^(https|mailto):/.test(target))
    .filter((target) => {
      const [path = '', fragment] = target.split('#');
      const file = path === '' ? document : posix.join(posix.dirname(document), path);
      if (!isThere(file)) return true;
      return fragment !== undefined && !anchorsIn(path === '' ? text : textOf(file)).includes(fragment);
    })
    .map((target) => `${document}: ${target}`);
