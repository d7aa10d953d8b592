import { expect, test } from '@jest/globals';
import { brandFolder } from '../../../src/sender/settings/brand-folder.ts';

test.each([
  ['Acme', 'acme'],
  ['Müller & Söhne', 'müller-söhne'],
  ['  (Acme) Inc. ', 'acme-inc'],
  ['Acme 24/7', 'acme-24-7'],
  ['アクメ株式会社', 'アクメ株式会社'],
  ['हिन्दी', 'हिन्दी'],
])('the folder of %s is %s', (name, folder) => {
  expect(brandFolder(name)).toBe(folder);
});
