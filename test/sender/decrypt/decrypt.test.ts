import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codeId } from '../../../src/sender/code-id.ts';
import { unescapePassword } from '../../../src/sender/decrypt/decrypt.ts';
import { sampleEvent } from '../../support/events.ts';

describe('a temporary password', () => {
  const escapeHtml = (text: string): string =>
    text.replace(
      /[&<>"']/g,
      (character) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' }[character]};`,
    );

  test('any password comes out as it was before Cognito escaped it', () => {
    const hostile = fc.string({ unit: fc.constantFrom('&', '<', '>', '"', "'", 'lt;', 'amp;', '#39;', 'a') });
    fc.assert(
      fc.property(fc.oneof(fc.string(), hostile), (password) => {
        expect(unescapePassword(escapeHtml(password))).toBe(password);
      }),
    );
  });

  test.each([
    ['&amp;lt;', '&lt;'],
    ['&LT;', '<'],
    ['&nbsp;&copy;&', '&nbsp;&copy;&'],
  ])('%s becomes %s', (escaped, password) => {
    expect(unescapePassword(escaped)).toBe(password);
  });
});

describe("a code's id", () => {
  test('is the 16 bytes after version, type and suite in message format 1', () => {
    const ciphertext = Buffer.from(sampleEvent('sign-up').request.code ?? '', 'base64');
    expect(codeId(ciphertext)).toBe(ciphertext.toString('hex', 4, 20));
  });

  test('is the 32 bytes after version and suite in message format 2', () => {
    const ciphertext = Buffer.concat([Buffer.of(2, 4, 0x78), Buffer.alloc(32, 7)]);
    expect(codeId(ciphertext)).toBe('07'.repeat(32));
  });

  test.each(['MyTemporaryPassword2026ForAnaSousaXYZW==', 'AAAA'.repeat(12), 'AgAA'.repeat(12)])(
    'is absent from what is no ciphertext: %s',
    (text) => {
      expect(codeId(Buffer.from(text, 'base64'))).toBeUndefined();
    },
  );

  test.each([0, 1, 19])('is absent from %i bytes', (length) => {
    expect(codeId(Buffer.alloc(length, 1))).toBeUndefined();
  });
});
