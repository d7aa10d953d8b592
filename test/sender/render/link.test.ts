import { expect, test } from '@jest/globals';
import { parse } from 'parse5';
import { linkOf } from '../../../src/sender/render/link.ts';
import { render } from '../../../src/sender/render/render.ts';
import { buildContent } from '../../support/content.ts';
import { attribute, elementsOf, textOf } from '../../support/html.ts';

const linkFor = (link: string, changes: Parameters<typeof buildContent>[1] = {}) =>
  linkOf(buildContent('sign-up', { ...changes, brand: { links: new Map([['sign-up', link]]) } }));

test('values are URL-encoded wherever they stand', () => {
  const request = { userName: 'a&b=c/d?e#f "g" é\ud800' };
  expect(linkFor('https://app.example.com/{username}?u={username}#{code}', { request })).toBe(
    'https://app.example.com/a%26b%3Dc%2Fd%3Fe%23f%20%22g%22%20%C3%A9%EF%BF%BD?u=a%26b%3Dc%2Fd%3Fe%23f%20%22g%22%20%C3%A9%EF%BF%BD#482913',
  );
});

test.each([
  ['https://app.example.com/?c={code}&i={clientId}', undefined],
  ['https://app.example.com/?c={code}', 'https://app.example.com/?c=482913'],
])('when an administrator caused the email, %s becomes %p', (link, expected) => {
  expect(linkFor(link, { request: { clientId: 'CLIENT_ID_NOT_APPLICABLE' } })).toBe(expected);
});

test('the app client that caused the email is in the link', () => {
  const link = 'https://app.example.com/?c={code}&i={clientId}';
  expect(linkFor(link, { request: { clientId: '1example23456789' } })).toBe(
    'https://app.example.com/?c=482913&i=1example23456789',
  );
});

test('a button is offered beside the code, never instead of it', () => {
  const links = new Map([['sign-up', 'https://app.example.com/confirm?u={username}&c={code}']] as const);
  const { html, text } = render(buildContent('sign-up', { brand: { links } }));
  const address = 'https://app.example.com/confirm?u=ada%40example.com&c=482913';
  expect(text).toContain('\n\n482913\n\n');
  const elements = elementsOf(parse(html));
  expect(elements.filter(({ tagName }) => tagName === 'a').map((a) => attribute(a, 'href'))).toEqual([
    address,
  ]);
  expect(
    elements.filter((element) => element.tagName === 'span' && textOf(element) === '482913'),
  ).toHaveLength(1);
  expect(render(buildContent('sign-up')).text).toContain(':\n\n482913\n');
});

test('the text part, where addresses are seen, has a link only without the code: that is seen once', () => {
  const textFor = (link: string) =>
    render(buildContent('sign-up', { brand: { links: new Map([['sign-up', link]]) } })).text;
  const withCode = textFor('https://app.example.com/confirm?u={username}&c={code}');
  expect(withCode.split('482913')).toHaveLength(2);
  expect(withCode).not.toContain('Confirm email address\n');
  expect(withCode).not.toContain('https://app.example.com');
  const without = textFor('https://app.example.com/confirm?u={username}');
  expect(without).toContain(
    '\n\nConfirm email address\nhttps://app.example.com/confirm?u=ada%40example.com\n\n',
  );
  expect(without.split('482913')).toHaveLength(2);
});
