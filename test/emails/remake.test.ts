import { expect, test } from '@jest/globals';
import { remake } from '../../src/emails/remake.ts';

test('only what has changed is made again, and one change does not touch the others', () => {
  const made: string[] = [];
  const upper = remake((source) => {
    made.push(source);
    return source.toUpperCase();
  });
  const all = (one: string, other: string) => [upper('one', one), upper('other', other)];
  expect(all('a', 'b')).toEqual(['A', 'B']);
  expect(all('a', 'c')).toEqual(['A', 'C']);
  expect(all('a', 'b')).toEqual(['A', 'B']);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});
