import { expect, test } from '@jest/globals';
import { everyPage, type Page } from '../../src/aws/every-page.ts';

test.each([
  ['none', undefined],
  ['an empty one', ''],
])('every page is asked for once, until there is no token: %s', async (_, last) => {
  const pages: Record<string, Page<number>> = {
    first: { items: [1, 2], next: 'second' },
    second: { items: undefined, next: 'third' },
    third: { items: [3], next: last },
  };
  const asked: (string | undefined)[] = [];
  const ask = async (token?: string): Promise<Page<number>> => {
    asked.push(token);
    if (asked.length > 3) throw new Error('it began anew');
    return pages[token || 'first'] as Page<number>;
  };
  expect(await everyPage(ask)).toEqual([1, 2, 3]);
  expect(asked).toEqual([undefined, 'second', 'third']);
});
