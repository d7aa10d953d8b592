import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { brokenLinks, documents, proseOf, textOf } from '../support/documents.ts';

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
