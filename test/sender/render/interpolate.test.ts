import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseFragment } from 'parse5';
import {
  dropInvisible,
  escapeHtml,
  interpolate,
  type Place,
} from '../../../src/sender/render/interpolate.ts';
import { textOf } from '../../support/html.ts';

const at = (place: Place, value?: string) =>
  interpolate([[place, 'value']], { literals: [], words: [], values: { value } });

describe('a value at its place', () => {
  test.each([
    ['text', `<b> & "it's"`, '&lt;b&gt; &amp; &quot;it&#39;s&quot;'],
    ['attribute', `" onload='x'`, '&quot; onload=&#39;x&#39;'],
    ['identifier', 'a.b@c', 'a<span>.b</span>@c'],
    ['identifier', 'ada.king@mail.example.com', 'ada<span>.king</span>@mail<span>.example</span>.com'],
    ['identifier', 'a.b.c.d', 'a<span>.b</span>.c<span>.d</span>'],
    ['identifier', '<a>', '&lt;a&gt;'],
    ['url', 'https://a.example/?b=1&c=2', 'https://a.example/?b=1&amp;c=2'],
    ['url', 'mailto:a@b.example', 'mailto:a@b.example'],
    ['color', '#2f5bd3', '#2f5bd3'],
    ['keyword', 'pt-BR', 'pt-BR'],
    ['subject', 'a\r\nBcc: b\u2028\u202e', 'aBcc: b'],
    ['subject', '\u202e', ''],
    ['plain', '<b> & "it\'s"\n', `<b> & "it's"`],
  ] as const)('%s: %j → %j', (place, value, written) => expect(at(place, value)).toBe(written));

  test.each([
    ['url', 'http://a.example/'],
    ['url', 'javascript:alert(1)'],
    ['url', 'javascript:https://a.example/'],
    ['url', 'https://a.example/ b'],
    ['color', 'red'],
    ['color', '#2f5bd3;}'],
    ['color', 'red;#2f5bd3'],
    ['keyword', 'left;'],
    ['keyword', '"left'],
    ['text', undefined],
  ] as const)('%s: %j is refused', (place, value) => expect(() => at(place, value)).toThrow(TypeError));
});

test('no text becomes markup, and all of it that can be seen is there', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'<>&"\'a \u202e\né🎉') }), (text) => {
      const html = escapeHtml(text);
      expect(html).not.toMatch(/[<>"']/);
      expect(textOf(parseFragment(html))).toBe(dropInvisible(text));
    }),
  );
});

test('a word is filled first and escaped as a whole', () => {
  const words = ['Hello <{{name}}> & {{name}}'];
  const values = { name: '$& <b>{{name}}</b>' };
  expect(interpolate([['text', 0]], { literals: [], words, values })).toBe(
    'Hello &lt;$&amp; &lt;b&gt;{{name}}&lt;/b&gt;&gt; &amp; $&amp; &lt;b&gt;{{name}}&lt;/b&gt;',
  );
});

test('a section is shown when its value is there, its opposite when it is not', () => {
  const parts = [
    ['#', 'name', [0]],
    ['^', 'name', [1]],
  ] as const;
  const literals = ['there', 'absent'];
  expect(interpolate(parts, { literals, words: [], values: { name: 'Ada' } })).toBe('there');
  expect(interpolate(parts, { literals, words: [], values: { name: undefined } })).toBe('absent');
});
