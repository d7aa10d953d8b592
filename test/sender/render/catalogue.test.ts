import { readdir } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { catalogueFor, durationIn, locales } from '../../../src/sender/render/catalogue.ts';

test('there is every language that has a catalogue, the twelve among them', async () => {
  const files = (await readdir('emails/locales')).map((file) => file.replace('.json', ''));
  expect(locales.toSorted()).toEqual(files.sort());
  expect(files).toEqual(expect.arrayContaining('ar de en es fr he it ja ko pt-BR zh-CN zh-TW'.split(' ')));
});

test.each([
  ['en', 1, 'minutes', '1 minute'],
  ['en', 3, 'minutes', '3 minutes'],
  ['de', 7, 'days', '7 Tage'],
  ['fr', 0, 'hours', '0 heure'],
  ['fr', 24, 'hours', '24 heures'],
  ['ja', 24, 'hours', '24時間'],
  ['he', 1, 'hours', 'שעה אחת'],
  ['he', 2, 'days', 'יומיים'],
  ['ar', 1, 'hours', 'ساعة واحدة'],
  ['ar', 2, 'days', 'يومين'],
  ['ar', 3, 'minutes', '3 دقائق'],
  ['ar', 24, 'hours', '24 ساعة'],
  ['ar', 100, 'days', '100 يوم'],
] as const)('in %s, %p %s read "%s"', (locale, count, unit, words) => {
  expect(durationIn(catalogueFor(locale), { count, unit })).toBe(words);
});

test.each(['', 'tlh', 'toString', '__proto__'])('there are no words in %j', (locale) => {
  expect(() => catalogueFor(locale)).toThrow(RangeError);
});
