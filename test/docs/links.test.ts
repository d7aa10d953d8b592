import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { brokenLinks, codeIn, documents, proseOf, textOf } from '../support/documents.ts';

test.each(documents)('every link of %s leads somewhere', (document) => {
  expect(brokenLinks(document, textOf(document), existsSync)).toEqual([]);
});

test('every defined link is used, and every used one is defined', () => {
  for (const document of documents) {
    const prose = proseOf(textOf(document));
    const defined = [...prose.matchAll(/^\[([^\]]+)\]:/gm)].map(([, name]) => name);
    const used = [...prose.matchAll(/\]\[([^\]]+)\]|(?<!\])\[([^\]]+)\](?![([:])/g)].map(
      ([, a, b]) => a ?? b,
    );
    expect([document, defined.filter((name) => !used.includes(name))]).toEqual([document, []]);
    const inFull = [...prose.matchAll(/\]\[([^\]]+)\]/g)].map(([, name]) => name);
    expect([document, inFull.filter((name) => !defined.includes(name))]).toEqual([document, []]);
  }
});

test('every path of ours that a document names is there', () => {
  const paths = documents.flatMap((document) =>
    codeIn(textOf(document)).flatMap((line) =>
      [
        ...line.matchAll(
          /(?<![\w./~<-])((?:src|test|playground|emails|events|terraform|benchmarks|docs)\/[\w./-]*)/g,
        ),
      ].map(([, path = '']) => ({ document, path: path.replace(/\.$/, '') })),
    ),
  );
  expect(paths.length).toBeGreaterThan(60);
  expect(paths.filter(({ path }) => !existsSync(path))).toEqual([]);
});
