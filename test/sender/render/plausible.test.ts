import { expect, test } from '@jest/globals';
import {
  isolate,
  isolateBrand,
  looksLikeDevice,
  plausibleIp,
  plausibleUrl,
  stripInvisible,
} from '../../../src/sender/render/plausible.ts';

test.each([
  ['Chrome 126, Windows 10', true],
  ['Safari 17.5, Mac OS X 10_15_7', true],
  ['iPhone (iOS 17.5.1)', true],
  ['SM-G991B', true],
  ['Call +1 900 555 0100 now', false],
  ['Call 9005550100', false],
  ['Call a1-800-555-0199', false],
  ['Call 1900.555.0199', false],
  ['Chrome 900.555.0199 Call', false],
  ['Your account is locked, Windows 10', false],
  ['Free prize evil-site_com', false],
  ['Call 900-555-0100', false],
  ['Pay 500 EUR', false],
  ['evil.com', false],
  ['go to evil.com, Windows 10', false],
  ['//evil', false],
  ['a\u202eb', false],
  ['', false],
  ['Samsung Internet 126.00000.00000.00000 Mobile on Android 111.1', false],
  ['Samsung Internet 126.00000.00000.00000 Mobile on Android 111', true],
])('%j is printed as a device: %p', (text, may) => expect(looksLikeDevice(text)).toBe(may));

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8::1', '2001:db8::1'],
  ['fe80::1%eth0', undefined],
  ['203.0.113', undefined],
  ['evil.com', undefined],
])('the IP address %j is printed as %j', (text, printed) => expect(plausibleIp(text)).toBe(printed));

const longUrl = 'https://auth.example.com/'.padEnd(2048, 'x');

test.each([
  ['https://auth.example.com/x?a=1&b=2', 'https://auth.example.com/x?a=1&b=2'],
  ["https://auth.example.com/x?a='y'", 'https://auth.example.com/x?a=%27y%27'],
  ['https://日本.example/', 'https://xn--wgv71a.example/'],
  ['http://auth.example.com/', undefined],
  ['https://user@auth.example.com/', undefined],
  ['https://203.0.113.7/', undefined],
  ['https://localhost/', undefined],
  ['https://a_b.example.com/', undefined],
  ['https://a.example.com_/', undefined],
  ['javascript:alert(1)', undefined],
  ['//auth.example.com', undefined],
  ['', undefined],
  [longUrl, longUrl],
  [`${longUrl}x`, undefined],
])('the address %j is followed as %j', (text, followed) => expect(plausibleUrl(text)).toBe(followed));

test('a user name keeps what can be seen and typed', () => {
  expect(stripInvisible('a\u202eda\u200b\r\n@example.com')).toBe('ada@example.com');
  expect(stripInvisible('\u202e')).toBe('');
  expect(stripInvisible('x'.repeat(500))).toHaveLength(128);
});

test('a name of the other direction is isolated', () => {
  expect(isolate('Ada', 'ltr')).toBe('Ada');
  expect(isolate('محمد', 'rtl')).toBe('محمد');
  expect(isolate('Ada', 'rtl')).toBe('\u2068Ada\u2069');
  expect(isolate('محمد', 'ltr')).toBe('\u2068محمد\u2069');
});

test.each([
  ['Disney+', 'rtl', true],
  ['3M', 'rtl', true],
  ['Acme Inc.', 'rtl', true],
  ['24 متجر', 'ltr', true],
  ['متجر!', 'ltr', true],
  ['Acme', 'rtl', false],
  ['L’Oréal', 'rtl', false],
  ['Ö', 'rtl', false],
  ['Disney+', 'ltr', false],
  ['متجر!', 'rtl', false],
  ['متجر', 'ltr', false],
])('the brand %s is isolated in %s text: %s', (name, direction, isIsolated) => {
  expect(isolateBrand(name, direction)).toBe(isIsolated ? `\u2068${name}\u2069` : name);
});
