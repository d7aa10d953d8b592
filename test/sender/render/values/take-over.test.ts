import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TakeOver } from '../../../../src/sender/email-request.ts';
import { catalogueFor } from '../../../../src/sender/render/catalogue.ts';
import { render } from '../../../../src/sender/render/render.ts';
import { takeOverValues } from '../../../../src/sender/render/values/take-over.ts';
import { buildContent } from '../../../support/content.ts';

const loginTime = 'Friday, March 19, 2021 02:25 PM UTC';
const textFor = (takeOver: TakeOver) =>
  render(buildContent('account-take-over-notification', { request: { takeOver } })).text;

test.each([
  ['BLOCK', 'We blocked the attempt.'],
  ['NO_ACTION', 'We did not block it.'],
  ['MFA', 'an extra verification step'],
  ['MFA_IF_CONFIGURED', 'an extra verification step'],
  ['MFA_REQUIRED', 'an extra verification step'],
  ['SOMETHING_NEW', 'in an unusual way, or tried to.'],
])('after %s it says: %s', (action, words) => expect(textFor({ action })).toContain(words));

test('what Cognito does not tell is not mentioned', () => {
  expect(textFor({ action: 'BLOCK' })).not.toMatch(/Time|Place|Device|IP address|https/);
  expect(textFor({ city: '', country: '', deviceName: '', linkValid: '' })).not.toMatch(/Place|Device|https/);
});

test.each([
  ['en', 'March 19, 2021 at 2:25 PM UTC'],
  ['de', '19. März 2021 um 14:25 UTC'],
  ['ja', '2021年3月19日 14:25 UTC'],
])('the time is told as in %s: %s', (locale, told) => {
  const { time } = takeOverValues({ loginTime }, catalogueFor(locale));
  expect(time).toBe(told);
});

test.each([
  ['Europe/Berlin', 'March 19, 2021 at 3:25 PM GMT+1'],
  ['America/New_York', 'March 19, 2021 at 10:25 AM EDT'],
  ['Asia/Kolkata', 'March 19, 2021 at 7:55 PM GMT+5:30'],
  ['Mars/Phobos', 'March 19, 2021 at 2:25 PM UTC'],
  ['+05:00', 'March 19, 2021 at 2:25 PM UTC'],
  ['', 'March 19, 2021 at 2:25 PM UTC'],
])('for a reader in %j, the time is %s', (zone, told) => {
  expect(takeOverValues({ loginTime }, catalogueFor('en'), { zone }).time).toBe(told);
});

test('the place is told in the order and with the marks of the language', () => {
  const placeIn = (locale: string) =>
    takeOverValues({ city: 'Lisbon', country: 'PT' }, catalogueFor(locale)).place;
  expect(['de', 'ja', 'zh-TW', 'ar'].map(placeIn)).toEqual([
    'Lisbon, Portugal',
    'ポルトガル、Lisbon',
    '葡萄牙 Lisbon',
    'Lisbon، البرتغال',
  ]);
});

test.each([
  [{ city: 'Lisbon', country: 'Portugal' }, 'Lisbon, Portugal'],
  [{ city: 'Lisbon', country: 'PT' }, 'Lisbon, Portugal'],
  [{ country: 'PT' }, 'Portugal'],
  [{ city: 'visit evil.com', country: 'ZZZ9' }, undefined],
  [{ city: 'Lisbon', country: '1PT' }, 'Lisbon'],
  [{ city: 'Lisbon', country: 'PT1' }, 'Lisbon'],
  [{ city: 'Lisbon', country: '-PT' }, 'Lisbon'],
  [{}, undefined],
])('the place of %j is %p', (takeOver, place) =>
  expect(takeOverValues(takeOver, catalogueFor('en')).place).toBe(place),
);

test('no country, whatever it is, stops the email', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'PTx9- é') }), (country) => {
      expect(() => takeOverValues({ country }, catalogueFor('en'))).not.toThrow();
    }),
  );
});

test.each([
  [{ loginTime: 'Click https://evil.example' }, 'time'],
  [{ loginTime: `Call now! ${loginTime}` }, 'time'],
  [{ loginTime: `${loginTime}, call now` }, 'time'],
  [{ loginTime: 'Friday, Foo 99, 2021 02:25 PM UTC' }, 'time'],
  [{ deviceName: '<b>x</b>' }, 'device'],
  [{ deviceName: 'Call +1 900 555 0100 now' }, 'device'],
  [{ city: 'Pay 500 EUR, ref 12' }, 'place'],
  [{ city: 'Your account was locked (verify at evil. com)' }, 'place'],
  [{ city: 'Call now' }, 'place'],
  [{ deviceName: 'get it at evil.com' }, 'device'],
  [{ ipAddress: '999.1.1.1' }, 'ipAddress'],
  [{ linkValid: 'http://auth.example.com/' }, 'linkValid'],
  [{ linkInvalid: 'https://a@auth.example.com/' }, 'linkInvalid'],
] as const)('%j is left out', (takeOver, name) =>
  expect(takeOverValues(takeOver, catalogueFor('en'))[name]).toBeUndefined(),
);

describe('links', () => {
  const cognito = 'https://acme.auth.eu-west-1.amazoncognito.com/feedback?value=invalid';
  const custom = 'https://login.example.com/feedback?value=invalid';
  const foreign = 'https://evil.example/auth.eu-west-1.amazoncognito.com';
  const linkFor = (linkInvalid: string, userPoolDomains?: ReadonlySet<string>) =>
    takeOverValues({ linkInvalid }, catalogueFor('en'), { userPoolDomains }).linkInvalid;

  test.each([cognito, custom, foreign])(
    'lead to any https host where USER_POOL_DOMAINS is unset: %s',
    (link) => expect(linkFor(link)).toBe(link),
  );

  test('lead to those domains and to Cognito’s own where it is set', () => {
    const domains = new Set(['login.example.com']);
    expect([cognito, custom, foreign].map((link) => linkFor(link, domains))).toEqual([
      cognito,
      custom,
      undefined,
    ]);
    expect(linkFor('https://amazoncognito.com.evil.example/', domains)).toBeUndefined();
    expect(linkFor('https://evil_x.auth.eu-west-1.amazoncognito.com/', domains)).toBeUndefined();
    expect(linkFor('https://evil.x.auth.eu-west-1.amazoncognito.com/', domains)).toBeUndefined();
    expect(linkFor('https://x.auth.eu-west-1.amazoncognito.com.evil.example/', domains)).toBeUndefined();
  });
});
