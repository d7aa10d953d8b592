import { expect, test } from '@jest/globals';
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
])('in %s the slot stands at: %s', (source, position) => {
  expect(scan(source).map((tag) => tag.position)).toEqual([position]);
});
