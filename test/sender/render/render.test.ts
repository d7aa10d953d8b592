import { describe, expect, test } from '@jest/globals';
import { parse } from 'parse5';
import { locales } from '../../../src/sender/render/catalogue.ts';
import { render } from '../../../src/sender/render/render.ts';
import { stems } from '../../../src/trigger-source.ts';
import { buildContent } from '../../support/content.ts';
import { attribute, elementsOf, textOf } from '../../support/html.ts';

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);
const everyEmail = stems.flatMap((stem) => locales.map((locale) => [stem, locale] as const));

describe.each(everyEmail)('%s in %s', (stem, locale) => {
  const content = buildContent(stem, { content: { locale } });
  const { subject, html, text } = render(content);
  const document = parse(html);
  const elements = elementsOf(document);

  test('its words and its order are as reviewed', () => {
    expect(`${subject}\n\n${text}`).toMatchSnapshot();
  });

  test('the code is in each part once, as one run of text, and never in the subject or the preheader', () => {
    const { code = '482913' } = content;
    const times = content.code === undefined ? 0 : 1;
    expect(text.split('\n').filter((line) => line === code)).toHaveLength(times);
    expect(text.split(code)).toHaveLength(times + 1);
    expect(textOf(document).split(code)).toHaveLength(times + 1);
    expect(elements.filter((element) => element.tagName === 'span' && textOf(element) === code)).toHaveLength(
      times,
    );
    const [preheader] = elements.filter((element) => attribute(element, 'style')?.startsWith('display:none'));
    expect(textOf(preheader ?? document)).toMatch(/^\P{C}{10,90}$/u);
    expect(subject + textOf(preheader ?? document)).not.toContain(code);
  });

  test('nothing is left to fill in', () => {
    expect(subject + html + text).not.toMatch(/\{\{|\b(?:undefined|null)\b/);
  });

  test('its language and direction are named, and each line starts on the right side', () => {
    const dir = rightToLeft.has(locale) ? 'rtl' : 'ltr';
    for (const [index, element] of elements.entries()) {
      if (index === 0 || attribute(element, 'role') === 'article') {
        expect([attribute(element, 'lang'), attribute(element, 'dir')]).toEqual([locale, dir]);
      }
      const style = attribute(element, 'style') ?? '';
      if (/font-size:1[46]px.*text-align/.test(style)) {
        expect(style).toContain(`text-align:${dir === 'rtl' ? 'right' : 'left'}`);
      }
    }
  });

  test('nothing has to be loaded, and no link is tracked or without https', () => {
    for (const element of elements) {
      expect(attribute(element, 'src') ?? attribute(element, 'background')).toBeUndefined();
      if (element.tagName !== 'a') continue;
      expect(attribute(element, 'href')).toMatch(/^https:\/\//);
      expect(attribute(element, 'ses:no-track')).toBe('');
    }
    expect(elements.filter(({ tagName }) => /^(?:link|script|iframe|form|img)$/.test(tagName))).toEqual([]);
    expect(html).not.toMatch(/@import|url\(/);
  });

  test('it is laid out in tables for Outlook too, and is small', () => {
    const layout = elements.filter(({ tagName }) => tagName === 'table');
    expect(layout.filter((table) => attribute(table, 'role') === 'presentation').length).toBeGreaterThan(2);
    const openings = html.match(/<!--\[if/g) ?? [];
    expect(openings.length).toBeGreaterThan(3);
    expect(html.match(/<!\[endif\]/g)).toHaveLength(openings.length);
    expect(Buffer.byteLength(html)).toBeLessThan(20_000);
  });
});

test('a temporary password reaches the reader as it is', () => {
  const password = `a  <b>&amp;"x' Z`;
  const { html, text } = render(buildContent('admin-create-user', { content: { code: password } }));
  expect(text.split('\n')).toContain(password);
  expect(textOf(parse(html))).toContain(password);
});

test('the subject holds the code when it is asked to, but never a password', () => {
  const content = { codeInSubject: true };
  expect(render(buildContent('authentication', { content })).subject).toBe(
    '482913 is your sign-in code for Acme',
  );
  expect(render(buildContent('admin-create-user', { content })).subject).toBe('Your Acme account is ready');
});

test.each([
  ['sign-up', 'valid for 24 hours.'],
  ['resend-code', 'valid for 24 hours.'],
  ['forgot-password', 'valid for 1 hour.'],
  ['update-user-attribute', 'valid for 24 hours.'],
  ['verify-user-attribute', 'valid for 24 hours.'],
  ['authentication', 'valid for 3 minutes.'],
  ['admin-create-user', 'valid for 7 days.'],
] as const)('%s says how long it lasts: %s', (stem, words) => {
  expect(render(buildContent(stem)).text).toContain(words);
});

test('a brand without a logo shows its initial and name; one with a logo shows that', () => {
  const initials = (html: string) =>
    elementsOf(parse(html)).filter((element) => attribute(element, 'class') === 'tile');
  expect(initials(render(buildContent('sign-up')).html).map(textOf)).toEqual(['A']);
  const brand = { name: 'Émile & "Co"', logoUrl: 'https://cdn.example.com/logo.png?a=1&b=2' };
  const { html } = render(buildContent('sign-up', { brand }));
  expect(initials(html)).toEqual([]);
  const [logo] = elementsOf(parse(html)).filter(({ tagName }) => tagName === 'img');
  expect(logo && [attribute(logo, 'src'), attribute(logo, 'alt')]).toEqual([brand.logoUrl, brand.name]);
});

test('no language, no email: a locale without words is a defect of the caller', () => {
  expect(() => render(buildContent('sign-up', { content: { locale: 'toString' } }))).toThrow(RangeError);
});
