import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { words } from '../../src/setup/words/words.ts';

test('docs/tools.md lists all that doctor looks at, and nothing else', () => {
  const text = readFileSync(new URL('../../docs/tools.md', import.meta.url), 'utf8');
  const table = text.slice(text.indexOf('### What it looks at'), text.indexOf('DNS is asked of'));
  const rows = table.split('\n').filter((line) => line.startsWith('|'));
  const listed = rows.flatMap((row) =>
    [...(row.split('|')[2] ?? '').matchAll(/`([a-z-]+)`/g)].map(([, id]) => id),
  );
  // What only ever says that the account could not be read is no thing to look at.
  expect([...listed, 'account'].sort()).toEqual(Object.keys(words).sort());
});
