import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  domainOf,
  formatMailbox,
  readMailbox,
  readMailboxAddress,
  readOwnAddress,
} from '../../src/sender/mailbox.ts';
import { anyCharacter } from '../support/any-character.ts';

/** 253 characters, as long as a domain may be. */
const longest = `${'a'.repeat(61)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}`;

describe('an address', () => {
  test.each([
    ['anna@example.com', 'anna@example.com'],
    ['o.neil+tag@sub.example.co.uk', 'o.neil+tag@sub.example.co.uk'],
    ['anna@EXAMPLE.com', 'anna@example.com'],
    ['anna@bücher.example', 'anna@xn--bcher-kva.example'],
    ['anna@例え.jp', 'anna@xn--r8jz45g.jp'],
    ['anna@x.com', 'anna@x.com'],
    ['anna@example.c0m', 'anna@example.c0m'],
    [`anna@${longest}`, `anna@${longest}`],
  ])('%s is read as %s', (text, address) => {
    expect(readMailboxAddress(text)).toBe(address);
  });

  test.each([
    '',
    '@',
    'anna',
    'anna@',
    '@example.com',
    'anna@localhost',
    'anna@1.2.3.4',
    'anna@example.12',
    'anna@example.co_m',
    'anna@example.com.',
    `anna@e${longest}`,
    `anna@${'é'.repeat(60)}.${'é'.repeat(60)}.${'é'.repeat(60)}.${'é'.repeat(60)}.example`,
    'anna@[1.2.3.4]',
    'änna@example.com',
    'a b@example.com',
    'a@example.com,b@example.com',
    '"a"@example.com',
    'A <a@example.com>',
    '=?utf-8?q?b=40c.de=3e=00?=a@example.com',
    'a@exa mple.com',
    'a@example.com\r\nBcc: b@c.de',
    'a@-example.com',
    'a@ex%61mple.com',
    'a@example.com/x',
    `${'a'.repeat(65)}@example.com`,
    `a@${'a'.repeat(64)}.com`,
  ])('%j is not one', (text) => {
    expect(readMailboxAddress(text)).toBeUndefined();
  });

  test('whatever is read holds one @, printable ASCII, and nothing that could start a second mailbox', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: anyCharacter }), fc.emailAddress(), fc.webUrl()), (text) => {
        const address = readMailboxAddress(text);
        if (address !== undefined)
          expect(address).toMatch(/^[^\s@,;:<>()[\]"\\\x7f-\u{10ffff}]+@[a-z\d.-]+$/u);
      }),
      { numRuns: 2000 },
    );
  });

  test('reading is stable: an address that was read is read as itself', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (text) => {
        const once = readMailboxAddress(text);
        if (once !== undefined) expect(readMailboxAddress(once)).toBe(once);
      }),
    );
  });
});

describe('a mailbox', () => {
  test.each([
    ['no-reply@example.com', { address: 'no-reply@example.com' }],
    ['<no-reply@example.com>', { address: 'no-reply@example.com' }],
    ['Acme <no-reply@example.com>', { name: 'Acme', address: 'no-reply@example.com' }],
    ['"Acme, Inc." <no-reply@example.com>', { name: 'Acme, Inc.', address: 'no-reply@example.com' }],
    ['"The \\"Shop\\"" <a@example.com>', { name: 'The "Shop"', address: 'a@example.com' }],
    ['アクメ <a@example.com>', { name: 'アクメ', address: 'a@example.com' }],
    [' Acme <a@example.com> ', { name: 'Acme', address: 'a@example.com' }],
    [' a@example.com ', { address: 'a@example.com' }],
  ])('%s is read', (text, mailbox) => {
    expect(readMailbox(text)).toEqual(mailbox);
  });

  test.each([
    '',
    'Acme',
    'Acme <>',
    'Acme <a@example.com',
    'Acme <a@example.com> again',
    'b@example.com, "Acme" <a@example.com>',
    'a@example.com, b@example.com',
    'A\nB <a@example.com>',
  ])('%j is not one', (text) => {
    expect(readMailbox(text)).toBeUndefined();
  });

  test('may have 320 characters, written out', () => {
    const ofLength = (length: number): string =>
      `${'x'.repeat(length - '"" <a@example.com>'.length)} <a@example.com>`;
    expect(readMailbox(ofLength(320))).toBeDefined();
    expect(readMailbox(ofLength(321))).toBeUndefined();
  });

  test.each([
    [{ address: 'a@example.com' }, 'a@example.com'],
    [{ name: 'Acme, Inc.', address: 'a@example.com' }, '"Acme, Inc." <a@example.com>'],
    [{ name: 'A "B" \\', address: 'a@example.com' }, '"A \\"B\\" \\\\" <a@example.com>'],
    [{ name: 'Café', address: 'a@example.com' }, '=?UTF-8?B?Q2Fmw6k=?= <a@example.com>'],
  ])('%j is written as %s', (mailbox, header) => {
    expect(formatMailbox(mailbox)).toBe(header);
  });

  test('any name survives: encoded words decode to it, are at most 75 characters long and split no character', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
      .filter((text) => /[^\x20-\x7e]/.test(text));
    fc.assert(
      fc.property(name, (text) => {
        const header = formatMailbox({ name: text, address: 'a@example.com' });
        expect(header).toMatch(/^[\x20-\x7e]+ <a@example\.com>$/);
        const words = header.replace(' <a@example.com>', '').split(' ');
        const decoded = words.map((word) => {
          expect(word.length).toBeLessThanOrEqual(75);
          return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(word.slice(10, -2), 'base64'));
        });
        expect(decoded.join('')).toBe(text);
      }),
    );
  });

  test('an ASCII name is read back from what was written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]([ -~]{0,40}[!-~])?$/), (name) => {
        expect(readMailbox(formatMailbox({ name, address: 'a@example.com' }))).toEqual({
          name,
          address: 'a@example.com',
        });
      }),
    );
  });
});

describe('an address of our own', () => {
  test.each(['help.@acme.example', '.help@acme.example', 'no..reply@acme.example'])(
    '%s is refused, as SES would refuse it; a recipient may have it',
    (address) => {
      expect(readOwnAddress(address)).toBeUndefined();
      expect(readMailbox(address)).toBeUndefined();
      expect(readMailbox(`Acme <${address}>`)).toBeUndefined();
      expect(readMailboxAddress(address)).toBe(address);
    },
  );

  test('is refused with a name that makes it longer than SES takes', () => {
    const longest = 'é'.repeat(80);
    expect(readMailbox(`${longest} <no-reply@acme.example>`)).toBeDefined();
    expect(readMailbox(`${longest}${longest} <no-reply@acme.example>`)).toBeUndefined();
  });
});

describe('the domain of an address', () => {
  test('is what follows the at sign', () => {
    expect(domainOf('ana@b.example')).toBe('b.example');
  });

  test('may be of labels of one character, up to 253 characters in all, and is no number at its end', () => {
    const label = `${'x'.repeat(61)}.`;
    const longest = `${label.repeat(4)}xx.xx`;
    expect(longest).toHaveLength(253);
    for (const domain of ['b.example', 'a.b.example', longest]) {
      expect(readMailboxAddress(`ana@${domain}`)).toBe(`ana@${domain}`);
    }
    for (const domain of [
      `${longest}x`,
      '10.0.0.12',
      'b.1',
      'b',
      'b..example',
      '-b.example',
      'b.example/x',
      'b.e',
    ]) {
      expect(readMailboxAddress(`ana@${domain}`)).toBeUndefined();
    }
  });
});
