import { expect, test } from '@jest/globals';
import { textOf } from '../support/documents.ts';

const english = textOf('README.md');
const japanese = textOf('README.ja.md');

/** What both languages have to say alike. */
const structures: Readonly<Record<string, (text: string) => readonly unknown[]>> = {
  'headings, by their levels': (text) =>
    [...text.replace(/^```.*?^```/gms, '').matchAll(/^(#+) /gm)].map(([, level]) => level),
  'commands, but for what is said of them': (text) =>
    [...text.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = '']) =>
      block.split('\n').map((line) => line.replace(/\s+#.*/, '')),
    ),
  'commands in sentences': (text) =>
    [...text.replace(/^```.*?^```/gms, '').matchAll(/`([^`]+)`/g)].map(([, code]) => code).sort(),
  'links, each as often': (text) =>
    [...text.matchAll(/\]\(([^)]+)\)|\]\[([^\]]+)\]/g)]
      .map(([, inline, name]) => inline ?? name)
      .filter((target) => !target?.startsWith('README'))
      .sort(),
  'rows of tables, by their number of cells': (text) =>
    [...text.matchAll(/^\|.*\|$/gm)].map(([row]) => row.split('|').length),
  'steps of the diagram': (text) =>
    [...text.matchAll(/^ {4}\w+.*--.*/gm)].map(([line]) =>
      line.replace(/"[^"]*"|\(.*?\)|\[.*?\]|-- .*? -->/g, '-->'),
    ),
  paragraphs: (text) => [...text.matchAll(/^\*\*.*?\*\*/gm)].map(() => 'a bold one'),
};

test.each(Object.entries(structures))('README.ja.md has the same %s', (_, structure) => {
  expect(structure(english).length).toBeGreaterThan(0);
  expect(structure(japanese)).toEqual(structure(english));
});
