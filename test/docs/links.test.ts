import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from '@jest/globals';
import { anchorsIn, documents, proseOf, textOf } from '../support/documents.ts';

/** Where a document leads: links, their definitions, and pictures written as HTML. */
const targetsOf = (document: string): string[] =>
  [
    ...proseOf(textOf(document)).matchAll(
      /\]\(([^)\s]+)\)|^\[[^\]]+\]:\s*(\S+)|\b(?:src|srcset|href)="([^"]+)"/gm,
    ),
  ].map(([, inline, reference, html]) => inline ?? reference ?? html ?? '');

test.each(documents)('every link of %s leads somewhere', (document) => {
  const broken = targetsOf(document)
    .filter((target) => !/^(https|mailto):/.test(target))
    .filter((target) => {
      const [path = '', fragment] = target.split('#');
      const file = path === '' ? document : posix.join(posix.dirname(document), path);
      return !existsSync(file) || (fragment !== undefined && !anchorsIn(textOf(file)).includes(fragment));
    });
  expect(broken).toEqual([]);
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
