import { describe, expect, test } from '@jest/globals';
import { parse } from 'parse5';
import { render } from '../../src/sender/render.ts';
import { buildContent, stems } from '../support/content.ts';
import { elementsOf, textOf } from '../support/html.ts';

describe.each(stems)('%s', (stem) => {
  const content = buildContent(stem);
  const { subject, html, text } = render(content);
  const document = parse(html);

  test('has the code exactly once in each part, as one run of text, and never in the subject', () => {
    const { code } = content;
    expect(subject).not.toContain(code ?? '482913');
    if (code === undefined) return;
    expect(text.split('\n').filter((line) => line === code)).toHaveLength(1);
    expect(text.split(code)).toHaveLength(2);
    expect(textOf(document).split(code)).toHaveLength(2);
    expect(
      elementsOf(document).filter((element) => element.childNodes.length === 1 && textOf(element) === code),
    ).not.toHaveLength(0);
  });

  test('leaves no slot unfilled', () => {
    expect(subject + html + text).not.toMatch(/\{\{|undefined/);
  });

  test('names its language and direction', () => {
    expect(html).toMatch(/<html lang="en" dir="ltr"/);
  });

  test('needs nothing from elsewhere, and is not tracked', () => {
    for (const { tagName, attrs } of elementsOf(document)) {
      for (const { name, value } of attrs) {
        if (name === 'src' || name === 'background') throw new Error(`${tagName} loads ${value}`);
        if (name === 'href') expect(value).toMatch(/^https:\/\//);
      }
      if (tagName === 'a') expect(attrs).toContainEqual(expect.objectContaining({ name: 'ses:no-track' }));
    }
    expect(html).not.toMatch(/@import|url\(/);
  });

  test('is laid out in tables, with those of Outlook in balance', () => {
    const openings = html.match(/<!--\[if/g) ?? [];
    expect(openings.length).toBeGreaterThan(3);
    expect(html.match(/<!\[endif\]/g)).toHaveLength(openings.length);
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
  });
});

test('a temporary password reaches the reader as it is', () => {
  const password = `a <b>&amp;"x' Z`;
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
  ['forgot-password', 'valid for 1 hour.'],
  ['sign-up', 'valid for 24 hours.'],
  ['authentication', 'valid for 3 minutes.'],
  ['admin-create-user', 'valid for 7 days.'],
] as const)('%s says how long it lasts: %s', (stem, words) => {
  expect(render(buildContent(stem)).text).toContain(words);
});

test('a take-over warning says what was done about it', () => {
  const textFor = (action: string) =>
    render(buildContent('account-take-over-notification', { message: { takeOver: { action } } })).text;
  expect(textFor('BLOCK')).toContain('We blocked the attempt.');
  expect(textFor('NO_ACTION')).toContain('We did not block it.');
  expect(textFor('MFA_REQUIRED')).toContain('a second proof');
  expect(textFor('A_NEW_ACTION')).toContain('or tried to');
  expect(textFor('BLOCK')).not.toMatch(/Time|Place|Device|IP address|https/);
});

test('a link is offered beside the code, with its values encoded', () => {
  const links = new Map([['sign-up', 'https://app.example.com/confirm?u={username}&c={code}']] as const);
  const { html, text } = render(
    buildContent('sign-up', { brand: { links }, message: { userName: 'a&b=c "d"' } }),
  );
  const address = 'https://app.example.com/confirm?u=a%26b%3Dc%20%22d%22&c=482913';
  expect(text).toContain(`Confirm email address\n${address}\n`);
  expect(elementsOf(parse(html)).find(({ tagName }) => tagName === 'a')?.attrs).toContainEqual({
    name: 'href',
    value: address,
  });
});
