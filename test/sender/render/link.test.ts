import { describe, expect, test } from '@jest/globals';
import { parse } from 'parse5';
import { linkOf, readLinks } from '../../../src/sender/render/link.ts';
import { render } from '../../../src/sender/render/render.ts';
import type { Stem } from '../../../src/trigger-source.ts';
import { buildContent } from '../../support/content.ts';
import { attribute, elementsOf, textOf } from '../../support/html.ts';

const linkFor = (link: string, message: Parameters<typeof buildContent>[1] = {}) =>
  linkOf(buildContent('sign-up', { ...message, brand: { links: new Map([['sign-up', link]]) } }));

test('values are URL-encoded wherever they stand', () => {
  const message = { userName: 'a&b=c/d?e#f "g" é\ud800' };
  expect(linkFor('https://app.example.com/{username}?u={username}#{code}', { message })).toBe(
    'https://app.example.com/a%26b%3Dc%2Fd%3Fe%23f%20%22g%22%20%C3%A9%EF%BF%BD?u=a%26b%3Dc%2Fd%3Fe%23f%20%22g%22%20%C3%A9%EF%BF%BD#482913',
  );
});

test.each([
  ['https://app.example.com/?c={code}&i={clientId}', undefined],
  ['https://app.example.com/?c={code}', 'https://app.example.com/?c=482913'],
])('when an administrator caused the email, %s becomes %p', (link, expected) => {
  expect(linkFor(link, { message: { clientId: 'CLIENT_ID_NOT_APPLICABLE' } })).toBe(expected);
});

test('a button is offered beside the code, never instead of it', () => {
  const links = new Map([['sign-up', 'https://app.example.com/confirm?u={username}&c={code}']] as const);
  const { html, text } = render(buildContent('sign-up', { brand: { links } }));
  const address = 'https://app.example.com/confirm?u=ada%40example.com&c=482913';
  expect(text).toContain('\n\n482913\n\n');
  expect(text).toContain(`\n\nConfirm email address\n${address}\n\n`);
  const elements = elementsOf(parse(html));
  expect(elements.filter(({ tagName }) => tagName === 'a').map((a) => attribute(a, 'href'))).toEqual([
    address,
  ]);
  expect(
    elements.filter((element) => element.tagName === 'span' && textOf(element) === '482913'),
  ).toHaveLength(1);
  expect(render(buildContent('sign-up')).text).toContain(':\n\n482913\n');
});

describe('links that are refused, and why', () => {
  test.each([
    ['sign-up', 'http://a.example/{code}', 'it should be https://'],
    ['sign-up', 'javascript:alert({code})', 'it should be https://'],
    ['sign-up', 'https://{username}.example.com/', 'its placeholders should come after the host'],
    ['sign-up', 'https://a.example:{code}/', 'it should be https://'],
    ['sign-up', 'https://{code}@a.example/', 'it should be https://'],
    ['sign-up', 'https://a.example/{email}', 'it has the unknown placeholder {email}'],
    ['admin-create-user', 'https://a.example/{code}', 'the temporary password'],
    ['account-take-over-notification', 'https://a.example/', 'Cognito itself makes the links'],
  ] as const)('%s: %s', (stem: Stem, link, why) => {
    const problems: string[] = [];
    expect(readLinks({ [stem]: link }, (problem) => problems.push(problem)).size).toBe(0);
    expect(problems).toEqual([expect.stringContaining(why)]);
  });
});
