import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { messageOf } from '../../../src/emails/pictures/message-of.ts';

const before = process.env['BRANDS'];
beforeEach(() => {
  process.env['BRANDS'] = JSON.stringify([
    { clientIds: ['*'], name: 'Port Authority' },
    { clientIds: ['1example23456789'], name: 'Müller & Söhne', from: 'M <no-reply@mueller.example>' },
  ]);
});
afterEach(() => {
  if (before === undefined) delete process.env['BRANDS'];
  else process.env['BRANDS'] = before;
});

const fromOf = (brand: string): string | undefined =>
  messageOf({ trigger: 'sign-up', locale: 'ja', brand }).match(/^From: .*?([\w.-]+@[\w.-]+)/m)?.[1];

test.each(['1example23456789', 'Müller & Söhne', 'müller-söhne'])(
  'a brand is found by its app client, by its name and by its folder: %s',
  (brand) => {
    expect(fromOf(brand)).toBe('no-reply@mueller.example');
  },
);

test.each(['', 'Port Authority', 'port-authority'])('the default brand is %j', (brand) => {
  expect(fromOf(brand)).toBe('no-reply@auth.example.com');
});

test('everything that there is not is said at once, with what there is', () => {
  expect(() => messageOf({ trigger: 'signup', locale: 'xx', brand: 'harbour' })).toThrow(
    /^there is no email signup; there are sign-up, .*\nthere are no words in xx.*\nno brand is harbour; there are Port Authority, Müller & Söhne$/,
  );
});
