import { describe, expect, test } from '@jest/globals';
import { differencesBetween } from '../../../src/attach/plan/differences.ts';

describe('differencesBetween', () => {
  test('names each setting that was added, changed or taken away', () => {
    expect(differencesBetween({ a: { b: 1, c: 'x' }, d: [1] }, { a: { b: 2, e: true }, d: [1] })).toEqual([
      { path: 'a.b', before: 1, after: 2 },
      { path: 'a.c', before: 'x' },
      { path: 'a.e', after: true },
    ]);
  });

  test.each([
    ['the order of members and items', { a: [{ x: 1, y: 2 }, 3], b: 1 }, { b: 1, a: [3, { y: 2, x: 1 }] }],
    ['null', { a: null }, {}],
    ['an object with nothing in it', { a: { b: {} } }, {}],
  ])('does not count %s', (_, before, after) => {
    expect(differencesBetween(before, after)).toEqual([]);
  });

  test.each([
    ['an empty list and none', { a: [] }, {}],
    ['false and none', { a: false }, {}],
    ['an empty text and none', { a: '' }, {}],
    ['a number and its text', { a: 1 }, { a: '1' }],
    ['an item more', { a: ['x'] }, { a: ['x', 'x'] }],
  ])('counts %s', (_, before, after) => {
    expect(differencesBetween(before, after)).toHaveLength(1);
  });

  test('tells a tag with a dot from a member of a member', () => {
    expect(differencesBetween({}, { tags: { 'a.b': 1 } })).toEqual([{ path: 'tags["a.b"]', after: 1 }]);
  });
});
