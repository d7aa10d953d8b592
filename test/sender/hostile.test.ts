import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'parse5';
import { render } from '../../src/sender/render/render.ts';
import { stems } from '../../src/trigger-source.ts';
import { buildContent } from '../support/content.ts';
import { attribute, type Element, elementsOf, textOf } from '../support/html.ts';

const attacks = [
  '"><script>alert(1)</script>',
  '</title><img src=x onerror=alert(1)>',
  `' onmouseover='x`,
  '<a href="https://evil.example">here</a>',
  '--><!--[if mso]><b>',
  '</style><style>*{display:none}',
  '{{code}} {{link}} {{#name}}',
  'Subject\r\nBcc: victim@example.com',
  'a\u0000b\u0007c\u2028d\u2029e\u0085f',
  '\u202eevil\u202c \u2066x\u2069',
  'pay\u200bpal\u2060\ufeff',
  'https://evil.example/?a=1&b=2',
  'www.evil.example',
  'visit evil.com now',
  'Click here',
  'javascript:alert(1)',
  'data:text/html,<script>',
  '😀👩‍👩‍👧‍👦',
  '\ud800 lone \udfff',
  'x'.repeat(10_000),
  'é̴̸̷̶'.repeat(20),
  '&lt;b&gt;&amp;',
  '$& $1 $$ \\',
  '%0d%0a%00',
];

/** Attacks, pieces of them glued together, and any UTF-16 at all. */
const hostile = fc.oneof(
  fc.constantFrom(...attacks),
  fc.array(fc.constantFrom(...attacks), { maxLength: 3 }).map((pieces) => pieces.join('')),
  fc.array(fc.integer({ max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

/** What must not depend on values: tags, and attributes but for those whose text a value may be. */
const shape = (element: Element): string =>
  [
    element.tagName,
    ...element.attrs.filter(({ name }) => !isFree(name)).map((a) => `${a.name}=${a.value}`),
  ].join(' ');
const isFree = (name: string) => ['href', 'aria-label', 'alt'].includes(name);
/** The elements without names of an identifier's dots are the renderer's own. */
const shapes = (html: string) =>
  elementsOf(parse(html))
    .map(shape)
    .filter((found) => found !== 'span');

/** Whether everything in one list is in another, in the same order. */
const isPartOf = (part: readonly string[], whole: readonly string[]): boolean => {
  let next = 0;
  for (const item of part) {
    next = whole.indexOf(item, next) + 1;
    if (next === 0) return false;
  }
  return true;
};

const links = new Map(
  stems.map((stem) => [stem, 'https://app.example.com/go?u={username}&c={clientId}'] as const),
);
const hrefs = (html: string) =>
  elementsOf(parse(html)).flatMap((element) => attribute(element, 'href') ?? []);

describe.each(stems)('%s', (stem) => {
  const brand = { links, supportUrl: 'mailto:help@example.com' };
  const whole = render(buildContent(stem, { brand })).html;
  // Where nobody can say "this was me" by a link, a warning says that there is nothing to do.
  const { linkValid: _, ...withoutLink } = buildContent(stem).request.takeOver ?? {};
  const otherwise = render(buildContent(stem, { brand, request: { takeOver: withoutLink } })).html;
  const wholeShapes = [whole, stem === 'account-take-over-notification' ? otherwise : whole].map(shapes);
  const { subject: plainSubject, text: plainText } = render(buildContent(stem));
  const { text: withoutGreeting } = render(buildContent(stem, { content: { greetByName: false } }));

  test('no element, attribute, comment or link comes from a value', () => {
    const takeOver = fc.record(
      {
        loginTime: hostile,
        ipAddress: hostile,
        city: hostile,
        country: hostile,
        deviceName: hostile,
        action: hostile,
        linkValid: hostile,
        linkInvalid: hostile,
      },
      { requiredKeys: [] },
    );
    const values = fc.record({
      name: hostile,
      userName: hostile,
      code: hostile,
      clientId: hostile,
      takeOver,
    });
    fc.assert(
      fc.property(values, ({ code, takeOver, ...message }) => {
        const isTakeOver = stem === 'account-take-over-notification';
        const content = buildContent(stem, {
          brand,
          request: { ...message, ...(isTakeOver && { takeOver }) },
          content: isTakeOver ? {} : { code },
        });
        const { subject, html, text } = render(content);
        expect(wholeShapes.some((all) => isPartOf(shapes(html), all))).toBe(true);
        expect(html.split('<!--').length).toBe(whole.split('<!--').length);
        for (const href of hrefs(html)) {
          const { protocol, host, username } = new URL(href);
          const expected = isTakeOver
            ? protocol === 'https:' && username === ''
            : host === 'app.example.com' && !href.includes(' ');
          expect(expected || href === brand.supportUrl).toBe(true);
        }
        for (const part of [subject, text.replaceAll('\n', ''), textOf(parse(html))]) {
          expect(part).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e]/u);
        }
        expect(subject).toBe(plainSubject);
      }),
      { numRuns: 40 },
    );
  });

  test('the text part has no more lines than its paragraphs, whatever the values', () => {
    if (stem === 'account-take-over-notification') return;
    const lines = (text: string) => text.split('\n').length;
    fc.assert(
      fc.property(hostile, hostile, (name, code) => {
        const { text } = render(buildContent(stem, { request: { name, userName: name }, content: { code } }));
        expect([lines(plainText), lines(withoutGreeting)]).toContain(lines(text));
      }),
      { numRuns: 40 },
    );
  });
});

test("a brand's own name is only ever text", () => {
  const plain = shapes(render(buildContent('sign-up')).html);
  fc.assert(
    fc.property(hostile, (name) => {
      const { html } = render(buildContent('sign-up', { brand: { name } }));
      expect(shapes(html)).toEqual(plain);
    }),
    { numRuns: 20 },
  );
});

test('an email for the most hostile of values stays small', () => {
  const long = '<&">\''.repeat(4000);
  const { html, text } = render(
    buildContent('admin-create-user', {
      request: { name: long, userName: long },
      content: { code: '482913' },
    }),
  );
  expect(Buffer.byteLength(html)).toBeLessThan(20_000);
  expect(text.length).toBeLessThan(2_000);
});
