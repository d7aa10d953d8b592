import { describe, expect, test } from '@jest/globals';
import { interpolate, type Place } from '../../../src/sender/render/interpolate.ts';

const at = (place: Place, value?: string) =>
  interpolate([[place, 'value']], { literals: [], words: [], values: { value } });

describe('a value at its place', () => {
  test.each([
    ['text', `<b> & "it's"`, '&lt;b&gt; &amp; &quot;it&#39;s&quot;'],
    ['attribute', `" onload='x'`, '&quot; onload=&#39;x&#39;'],
    ['identifier', 'a.b@c', 'a<span>.b</span>@c'],
    ['identifier', '<a>', '&lt;a&gt;'],
    ['url', 'https://a.example/?b=1&c=2', 'https://a.example/?b=1&amp;c=2'],
    ['url', 'mailto:a@b.example', 'mailto:a@b.example'],
    ['color', '#2f5bd3', '#2f5bd3'],
    ['keyword', 'pt-BR', 'pt-BR'],
    ['subject', 'a\r\nBcc: b\u2028\u202e', 'aBcc: b'],
    ['plain', '<b> & "it\'s"\n', `<b> & "it's"`],
  ] as const)('%s: %j → %j', (place, value, written) => expect(at(place, value)).toBe(written));

  test.each([
    ['url', 'http://a.example/'],
    ['url', 'javascript:alert(1)'],
    ['url', 'https://a.example/ b'],
    ['color', 'red'],
    ['color', '#2f5bd3;}'],
    ['keyword', 'left;'],
    ['text', undefined],
  ] as const)('%s: %j is refused', (place, value) => expect(() => at(place, value)).toThrow(TypeError));
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
