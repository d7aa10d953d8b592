import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { locales } from '../../../src/sender/render/catalogue.ts';
import { chooseLocale } from '../../../src/sender/render/locale.ts';
import { anyCharacter } from '../../support/any-character.ts';

test.each([
  ['en', 'en'],
  ['en-GB', 'en'],
  ['EN-us', 'en'],
  ['en_US', 'en'],
  ['ja-JP', 'ja'],
  ['de-CH-1996', 'de'],
  ['pt', 'pt-BR'],
  ['pt-PT', 'pt-BR'],
  ['es-419', 'es'],
  ['zh', 'zh-CN'],
  ['zh-Hans', 'zh-CN'],
  ['zh-SG', 'zh-CN'],
  ['zh-Hant', 'zh-TW'],
  ['zh-HK', 'zh-TW'],
  ['zh-Hant-HK', 'zh-TW'],
  ['zh-Hans-TW', 'zh-CN'],
  ['iw', 'he'],
  ['ar-EG', 'ar'],
  ['fr-CA-u-ca-gregory', 'fr'],
])('the preference %s is met by %s, or by itself once it is there', (preference, locale) =>
  expect(chooseLocale([preference, 'ko'])).toBe(locales.includes(preference) ? preference : locale),
);

test.each([
  ['tlh'],
  // ISO 639 leaves qaa to qtz to everybody's own use: no language of ours will be one of them.
  ['qaa-SE'],
  ['az-Cyrl'],
  [''],
  ['*'],
  ['../../etc/passwd'],
  ['en\r\nBcc: x'],
  ['toString'],
  ['__proto__'],
  ['<script>'],
  ['x'.repeat(10_000)],
  [`en-${'a'.repeat(40)}`],
])('%j is passed over', (preference) => expect(chooseLocale([preference, 'ko'])).toBe('ko'));

test('the first preference that can be met wins, and English when none can', () => {
  expect(chooseLocale(['qaa', undefined, 'fr-LU', 'de'])).toBe('fr');
  expect(chooseLocale([])).toBe('en');
  expect(chooseLocale(['qaa', 'qab'])).toBe('en');
});

test('whatever is wished for, the answer is one of ours', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: anyCharacter })), (preferences) => {
      expect(locales).toContain(chooseLocale(preferences));
    }),
  );
});
