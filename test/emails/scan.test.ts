import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readTokens } from '../../src/emails/html-tokens.ts';
import { scan } from '../../src/emails/scan.ts';

test.each([
  ['<p>{{a}}</p>', 'text'],
  ['<a href="{{a}}">', 'url'],
  ['<img alt="{{a}}">', 'attribute'],
  ['<td style="color:{{a}}">', 'style'],
  ['<style>p { color: {{a}} }</style>', 'css'],
  ['<mj-style>p { color: {{a}} }</mj-style>', 'css'],
  ['<{{a}}>', 'nowhere'],
  ['<td {{a}}>', 'nowhere'],
  ['<!-- {{a}} -->', 'nowhere'],
  ['<!--[if mso]><td align="{{a}}"><![endif]-->', 'style'],
  ['<!--[if !mso]><!-->{{a}}<!--<![endif]-->', 'text'],
  ['<!-- " --><p title=\'"\'>{{a}}', 'text'],
  ['<style></p>{{a}}</style>', 'css'],
  ['<mj-divider /><p>{{a}}', 'text'],
  ['<table>{{a}}<tr>', 'text'],
  ['<p title={{a}}>', 'nowhere'],
  ['</{{a}}>', 'nowhere'],
  ['<!--[if mso | IE]><style>{{a}}</style><![endif]-->', 'css'],
  ['&amp;&nbsp;{{a}}', 'text'],
])('in %s the slot stands at: %s', (source, position) => {
  expect(scan(source).map((tag) => tag.position)).toEqual([position]);
});

test('whatever the source, tokens stand in it in order, and slots are where they are said to be', () => {
  const pieces = ['<', '>', '"', "'", '=', '/', '&amp;', '\n', 'é🙂', '<p a="', '<mj-style>', '</mj-style>'];
  const more = ['{{a}}', '{{#a}}', '<!--', '-->', '<!--[if mso]>', '<![endif]-->', '<br/>', '\0', '\r\n'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces, ...more)), (chosen) => {
      const source = chosen.join('');
      let last = 0;
      for (const { start, end } of readTokens(source)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(source.length);
      const slots = scan(source).map(({ start, end }) => source.slice(start, end));
      expect(slots).toEqual(source.match(/\{\{#?a\}\}/g) ?? []);
    }),
  );
});
