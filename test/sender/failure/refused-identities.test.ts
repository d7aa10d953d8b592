import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { refusedIdentities } from '../../../src/sender/failure/refused-identities.ts';
import { anyCharacter } from '../../support/any-character.ts';

const sentence =
  'Email address is not verified. The following identities failed the check in region US-EAST-1: ';
const from = 'no-reply@auth.example.com';
const to = 'anna@example.com';

describe("SES's list of refused identities", () => {
  test.each([
    ['one address', to, [to], [from], false],
    ['several', `${from}, ${to}`, [from, to], ['b@example.com'], false],
    ['a display name', `Acme <${from}>`, [from], [to], false],
    ['a quoted display name with a comma', `"Acme, Inc." <${from}>, ${to}`, [from, to], [], false],
    ['the same twice', `${to}, ${to}`, [to], [from], false],
    ['an encoded display name', `=?UTF-8?B?Q2Fmw6k=?= <${from}>`, [from], [to], false],
    ['an encoded display name glued to the address', `=?UTF-8?Q?Caf=C3=A9?=${from}`, [from], [to], false],
    ['other letter case', to.toUpperCase(), [to], [from], false],
    ['a truncated list', `${from}, ...`, [from], [to], true],
    ['a list truncated within an address', `${from}, anna@exa...`, [from], [to], true],
    ['an address that is truncated where another ends', `${to}...`, [], [to], true],
    ['nothing but the truncated', '...', [], [from, to], true],
    ['a truncated list with a tail', `${from}, ... (Service: SesV2)`, [from], [to], true],
    ['a truncated list without a space', `${from},...`, [from], [to], true],
    [
      'a truncated list with one character for three dots',
      `${from},  … (Service: SesV2)`,
      [from],
      [to],
      true,
    ],
    ['a truncated list in quotes', `"${from}; anna@exa..." ) `, [], [to], true],
    ['a display name that trails off', `"Wait... what" <${to}>`, [to], [from], false],
    ['an address with three dots in it', `a...b@example.com`, [], [to], false],
    ['no list', '', [], [from, to], false],
    ['a tail', `${to} (Service: SesV2, Status Code: 400, Request ID: 1a-2b)`, [to], [from], false],
    ['a full stop', `${to}.`, [to], [from], false],
    ['an address that ends in ours', `susanna@example.com, x.${to}`, [], [to], false],
    ['an address that starts with ours', `${to}.au, ${to}-old.org`, [], [to], false],
  ])('%s', (_, list, named, absent, truncated) => {
    const refused = refusedIdentities(sentence + list);
    expect(refused).toMatchObject({ region: 'us-east-1', truncated });
    for (const address of named) expect([address, refused.names(address)]).toEqual([address, true]);
    for (const address of absent) expect([address, refused.names(address)]).toEqual([address, false]);
  });

  test.each([
    `554 Message rejected: ${sentence}${to}`,
    `CodeDeliveryFailureException: Cognito received the following error from Amazon SES when attempting to send email: ${sentence}${to}`,
  ])("behind another service's prefix: %s", (text) => {
    expect(refusedIdentities(text).names(to)).toBe(true);
  });

  test.each([
    ['two spaces', `failed the check in region  EU-WEST-1: ${to}`],
    ['a space before the colon', `failed the check in region EU-WEST-1 : ${to}`],
    ['no colon', `failed the check in region EU-WEST-1 ${to}`],
    ['lines', `Failed the check in region EU-WEST-1:\n${from},\n${to}`],
  ])('with %s it is the same', (_, text) => {
    const refused = refusedIdentities(text);
    expect(refused.region).toBe('eu-west-1');
    expect(refused.names(to)).toBe(true);
  });

  test('what is not the sentence names nobody', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        const refused = refusedIdentities(text);
        expect([refused.names(to), refused.names('')]).toEqual([false, false]);
      }),
    );
  });

  test('an address in the list is found, whatever stands around it; one that is not, never', () => {
    const address = fc.emailAddress();
    const item = fc
      .tuple(address, fc.constantFrom('', 'Acme ', '"A, B" ', '=?UTF-8?Q?A=C3=A9?= '))
      .map(([mail, name]) => ({ mail, text: name ? `${name}<${mail}>` : mail }));
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 5 }), address, (items, stranger) => {
        const refused = refusedIdentities(sentence + items.map(({ text }) => text).join(', '));
        for (const { mail } of items) expect(refused.names(mail)).toBe(true);
        const listed = items.some(({ mail }) => mail.toLowerCase() === stranger.toLowerCase());
        if (!listed) expect(refused.names(stranger)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('a truncated list is never taken for a whole one', () => {
    fc.assert(
      fc.property(fc.array(fc.emailAddress(), { maxLength: 4 }), fc.nat(30), (addresses, keep) => {
        const list = [...addresses, to].join(', ').slice(0, keep);
        expect(refusedIdentities(`${sentence}${list}...`).truncated).toBe(true);
      }),
    );
  });
});
