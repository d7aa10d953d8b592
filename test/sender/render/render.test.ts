import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'parse5';
import { locales } from '../../../src/sender/render/catalogue.ts';
import { codePlaces, defaultCodeShownIn, readCodeShownIn } from '../../../src/sender/render/code-shown-in.ts';
import { render } from '../../../src/sender/render/render.ts';
import { type Stem, stems } from '../../../src/trigger-source.ts';
import { buildContent, type Changes } from '../../support/content.ts';
import { attribute, type Element, elementsOf, textOf } from '../../support/html.ts';

/** What inboxes show beside the subject, and what stands there before anything that is seen. */
const preheaderOf = (html: string): string => {
  const [preheader] = elementsOf(parse(html)).filter(isHidden);
  return preheader ? textOf(preheader) : '';
};
const isHidden = (element: Element) => attribute(element, 'style')?.startsWith('display:none') === true;
const withoutPreheader = (html: string) =>
  parse(html.replace(/<div style="display:none[^>]*>[^<]*<\/div>/, ''));

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);
const everyEmail = stems.flatMap((stem) => locales.map((locale) => [stem, locale] as const));

/** The languages whose words have been reviewed. */
const snapshots = readFileSync(new URL('__snapshots__/render.test.ts.snap', import.meta.url), 'utf8');
const reviewed = new Set([...snapshots.matchAll(/^exports\[`[\w-]+ in ([\w-]+) /gm)].map(([, tag]) => tag));

test('every language that has been reviewed is still there, English among them', () => {
  expect(reviewed).toContain('en');
  expect([...reviewed].filter((tag) => !locales.includes(String(tag)))).toEqual([]);
});

describe.each(everyEmail)('%s in %s', (stem, locale) => {
  const content = buildContent(stem, { content: { locale } });
  const { subject, html, text } = render(content);
  const document = withoutPreheader(html);
  const elements = elementsOf(document);
  const bodyText = textOf(document);

  test('its words and its order are as reviewed', () => {
    // A new language is one file: its snapshots are written by whoever runs the tests, but for CI, which writes none.
    if (!reviewed.has(locale) && process.env['CI']) return;
    expect(`${subject}\n\n${text}`).toMatchSnapshot();
  });

  test('the code is in each part once, as one run of text', () => {
    const { code = '482913' } = content;
    const times = content.code === undefined ? 0 : 1;
    expect(text.split('\n').filter((line) => line === code)).toHaveLength(times);
    expect(text.split(code)).toHaveLength(times + 1);
    expect(bodyText.split(code)).toHaveLength(times + 1);
    expect(elements.filter((element) => element.tagName === 'span' && textOf(element) === code)).toHaveLength(
      times,
    );
  });

  test.each(codePlaces)('with %s, the code is shown there once and nowhere else', (place) => {
    const codeShownIn = readCodeShownIn(place) ?? defaultCodeShownIn;
    const { code = '482913' } = content;
    const email = render({ ...content, codeShownIn });
    const mayShow = stem !== 'admin-create-user' && stem !== 'account-take-over-notification';
    const count = (within: string) => within.split(code).length - 1;
    expect(count(email.subject)).toBe(mayShow && place === 'subject' ? 1 : 0);
    const preheader = preheaderOf(email.html);
    expect(count(preheader)).toBe(mayShow && place === 'preview' ? 1 : 0);
    expect(preheader).toMatch(/^\P{C}{8,90}$/u);
    expect(email.text).toBe(text);
    expect(textOf(withoutPreheader(email.html))).toBe(bodyText);
  });

  test('what is hidden looks like nothing that spam filters look for', () => {
    const [preheader, filler] = elementsOf(parse(html)).filter(isHidden);
    for (const hidden of [preheader, filler]) {
      const style = hidden && attribute(hidden, 'style');
      expect(style).toContain('font-size:2px');
      expect(style).not.toContain('color');
    }
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

test('a subject has at most 78 characters, however long the name; the name is shortened, not the sentence', () => {
  const name = 'Grundstücksverwaltungsgesellschaft Müller, Söhne & Enkel KGaA';
  for (const [stem, locale] of everyEmail) {
    const content = { locale, codeShownIn: readCodeShownIn('subject') ?? defaultCodeShownIn };
    const { subject } = render(buildContent(stem, { brand: { name }, content }));
    expect(subject.length).toBeLessThanOrEqual(78);
    expect(subject).toMatch(/Grundstücksverwaltu/);
  }
  const content = { locale: 'de', codeShownIn: readCodeShownIn('subject') ?? defaultCodeShownIn };
  expect(render(buildContent('update-user-attribute', { brand: { name }, content })).subject).toBe(
    '482913 ist der Code für Ihre neue E-Mail-Adresse bei Grundstücksverwaltungsge…',
  );
});

test.each(['Acme Inc.', 'Yahoo!', 'Who?', 'Müller GmbH & Co.'])('%s brings its own full stop', (name) => {
  for (const [stem, locale] of everyEmail) {
    const { text } = render(buildContent(stem, { brand: { name }, content: { locale } }));
    expect(text.replace(/[\u2068\u2069]/g, '')).not.toMatch(/[.!?]\.(?!\.)/);
  }
});

describe('in Arabic', () => {
  const inArabic = (stem: Stem, changes: Changes) =>
    render(buildContent(stem, { ...changes, content: { locale: 'ar' } }));

  test('a brand that does not end in a letter is kept together, wherever its name is shown', () => {
    const { subject, html, text } = inArabic('sign-up', { brand: { name: 'Disney+' } });
    for (const part of [subject, html, text]) {
      expect(part).toContain('\u2068Disney+\u2069');
      expect(part).not.toMatch(/(?<!\u2068)Disney\+/);
    }
  });

  test.each(['x', '+'])('a long name is shortened as far as in English, and kept together: …%s', (end) => {
    const name = `Amalgamated Associations of Northern Fishermen and their Son${end}`;
    const { subject } = inArabic('resend-code', { brand: { name } });
    expect(subject.length).toBeLessThanOrEqual(78);
    expect(subject).toMatch(/\u2068Amalgamated Associations of N.*…\u2069$/);
  });

  test('an IPv6 address and the legal line are in the order of their own letters', () => {
    const takeOver = { ipAddress: '2001:db8::1' };
    const footer = '© 2026 Acme Inc.';
    const { html } = inArabic('account-take-over-notification', { brand: { footer }, request: { takeOver } });
    const directionOf = (text: string) =>
      elementsOf(parse(html))
        .filter((element) => element.tagName === 'span' && textOf(element) === text)
        .map((element) => attribute(element, 'dir'));
    expect(directionOf('2001:db8::1')).toEqual(['ltr']);
    expect(directionOf(footer)).toEqual(['auto']);
  });
});

test('a name is greeted where the address has been proven, unless it is not to be', () => {
  const greeted = stems.filter((stem) => render(buildContent(stem)).text.includes('Ada'));
  expect(greeted).toEqual(['forgot-password', 'authentication', 'admin-create-user']);
  const content = { greetByName: false };
  for (const stem of stems) {
    expect(render(buildContent(stem, { content })).text).not.toContain('Ada');
  }
});

test.each([
  ['en', 'Hello Ada,'],
  ['es', 'Hola, Ada:'],
  ['de', 'Guten Tag Ada Lovelace!'],
])('in %s the greeting is "%s"', (locale, greeting) => {
  const message = { name: 'Ada Lovelace', givenName: 'Ada' };
  expect(render(buildContent('authentication', { request: message, content: { locale } })).text).toContain(
    greeting,
  );
});

test.each([
  [{ name: 'Ada Lovelace' }, 'Hello Ada Lovelace,'],
  [{ name: 'Visit evil.com', givenName: 'Ada' }, 'Hello Ada,'],
  [{ name: 'Ada Lovelace', givenName: 'null' }, 'Hello Ada Lovelace,'],
])('of %j the greeting makes "%s"', (message, greeting) => {
  const content = buildContent('authentication');
  const { name: _, ...rest } = content.request;
  expect(render({ ...content, request: { ...rest, ...message } }).text).toContain(greeting);
});

test.each([
  ['sign-up', 'en', 'valid for 24 hours (until March 20 at 3:25 PM).'],
  ['authentication', 'de', '3 Minuten (bis 19. März um 15:28) gültig.'],
  ['admin-create-user', 'en', 'valid for 7 days (until March 26 at 3:25 PM).'],
] as const)('%s in %s says until when, for a reader whose time zone is known', (stem, locale, words) => {
  const content = { locale };
  expect(render(buildContent(stem, { request: { zoneinfo: 'Europe/Berlin' }, content })).text).toContain(
    words,
  );
  const other = render(buildContent(stem, { request: { zoneinfo: 'Europe/<b>' }, content })).text;
  expect(other).not.toContain('März');
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

test('the support address is whole in the text part', () => {
  const text = (supportUrl: string) => render(buildContent('sign-up', { brand: { supportUrl } })).text;
  expect(text('https://help.example.com/start?x=1')).toContain(' https://help.example.com/start?x=1\n');
  expect(text('mailto:help@example.com')).toContain(' help@example.com\n');
});

test('a brand has a logo for dark mode, a name beside its symbol and a legal line', () => {
  const brand = {
    logoUrl: 'https://cdn.example.com/light.png',
    logoUrlDark: 'https://cdn.example.com/dark.png',
    logoBesideName: true,
    footer: 'Acme Ltd <1 High Street>',
  };
  const { html, text } = render(buildContent('sign-up', { brand }));
  const elements = elementsOf(parse(html));
  const logos = elements.filter(({ tagName }) => tagName === 'img');
  expect(logos.map((logo) => [attribute(logo, 'src'), attribute(logo, 'alt')])).toEqual([
    [brand.logoUrl, ''],
    [brand.logoUrlDark, ''],
  ]);
  const [name] = elements.filter((element) => attribute(element, 'class') === 'name');
  expect(name && textOf(name)).toBe('Acme');
  expect(textOf(parse(html))).toContain(brand.footer);
  expect(text.trimEnd().endsWith(brand.footer)).toBe(true);
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
