import { expect, test } from '@jest/globals';
import { shortenName } from '../../../src/sender/render/shorten-name.ts';

test.each([
  ['Acme', 5, 'Acme'],
  ['Twenty characters it', 5, 'Twenty characters it'],
  ['Twenty-one characters', 1, 'Twenty-one characte…'],
  ['Twenty-one characters', 50, 'Twenty-one characte…'],
  ['Harbour Bank of the Northern Seas', 4, 'Harbour Bank of the Northern…'],
  ['Müller, Söhne & Enkel, & Partner', 9, 'Müller, Söhne & Enkel…'],
  ['Twenty characters, 🎉🎉🎉', 5, 'Twenty characters…'],
])('%s, shortened by %d, is %s', (name, surplus, short) => expect(shortenName(name, surplus)).toBe(short));
