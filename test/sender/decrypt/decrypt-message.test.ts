import { buildDecrypt } from '@aws-crypto/decrypt-node';
import { buildEncrypt } from '@aws-crypto/encrypt-node';
import {
  AlgorithmSuiteIdentifier,
  CommitmentPolicy,
  type KeyringNode,
  MultiKeyringNode,
} from '@aws-crypto/material-management-node';
import { RawAesKeyringNode, RawAesWrappingSuiteIdentifier } from '@aws-crypto/raw-aes-keyring-node';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decryptMessage } from '../../../src/sender/decrypt/decrypt-message.ts';
import { sampleEvent } from '../../support/events.ts';

const aKeyring = (keyName: string): KeyringNode =>
  new RawAesKeyringNode({
    keyName,
    keyNamespace: 'test',
    unencryptedMasterKey: new Uint8Array(32).fill(7),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  });
const keyring = aKeyring('one');
const { encrypt } = buildEncrypt(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);
const { encrypt: encryptCommitting } = buildEncrypt(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
/** The library's own way, which ours must agree with. */
const { decrypt: original } = buildDecrypt({
  commitmentPolicy: CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT,
  maxEncryptedDataKeys: 1,
});
const suites = [
  AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384,
  AlgorithmSuiteIdentifier.ALG_AES128_GCM_IV12_TAG16_HKDF_SHA256_ECDSA_P256,
  AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16,
];
const encryptionContext = { 'userpool-id': 'eu-west-1_PlayGr0nd' };

const outcome = async (
  decrypting: Promise<{ plaintext: Buffer; messageHeader: { encryptionContext: object } }>,
) => {
  try {
    const { plaintext, messageHeader } = await decrypting;
    return { plaintext: plaintext.toString('hex'), context: { ...messageHeader.encryptionContext } };
  } catch {
    return 'refused';
  }
};

describe('the decryption of a whole message', () => {
  test.each(suites)(
    'agrees with the library on any plaintext, in any number of frames, under suite %i',
    async (suiteId) => {
      await fc.assert(
        fc.asyncProperty(
          fc.uint8Array({ maxLength: 300 }),
          fc.constantFrom(16, 64, 4096),
          async (plaintext, frameLength) => {
            const { result } = await encrypt(keyring, plaintext, { suiteId, frameLength, encryptionContext });
            const ours = await outcome(decryptMessage(keyring, result));
            expect(ours).toEqual(await outcome(original(keyring, result)));
            expect(ours).toMatchObject({ plaintext: Buffer.from(plaintext).toString('hex') });
          },
        ),
        { numRuns: 6 },
      );
    },
    30_000,
  );

  test('agrees with the library on a message with key commitment, as emulators send it', async () => {
    const { result } = await encryptCommitting(keyring, '112233', { encryptionContext });
    expect(await outcome(decryptMessage(keyring, result))).toEqual(await outcome(original(keyring, result)));
    expect(await outcome(decryptMessage(keyring, result))).not.toBe('refused');
  });

  test('agrees with the library on what it refuses: any bit changed, any length cut, anything appended', async () => {
    const { result } = await encrypt(keyring, 'forty-eight bytes that fill three frames, exactly', {
      suiteId: suites[0] as AlgorithmSuiteIdentifier,
      frameLength: 16,
      encryptionContext,
    });
    const bend = fc.oneof(
      fc.nat(result.length * 8 - 1).map((bit) => {
        const bytes = Buffer.from(result);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        return bytes;
      }),
      fc.nat(result.length - 1).map((length) => result.subarray(0, length)),
      fc.uint8Array({ minLength: 1, maxLength: 20 }).map((more) => Buffer.concat([result, more])),
    );
    await fc.assert(
      fc.asyncProperty(bend, async (bytes) => {
        expect(await outcome(decryptMessage(keyring, bytes))).toBe('refused');
        expect(await outcome(original(keyring, bytes))).toBe('refused');
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  const withDataKeys = (count: number): KeyringNode =>
    new MultiKeyringNode({
      generator: aKeyring('key 0'),
      children: Array.from({ length: count - 1 }, (_, index) => aKeyring(`key ${index + 1}`)),
    });

  test.each(suites)(
    'refuses a second encrypted data key where nothing commits to one, as under suite %i',
    async (suiteId) => {
      const { result } = await encrypt(withDataKeys(2), '112233', { suiteId });
      expect(await outcome(decryptMessage(aKeyring('key 0'), result))).toBe('refused');
      expect(await outcome(decryptMessage(aKeyring('key 1'), result))).toBe('refused');
    },
  );

  test('takes a second encrypted data key under key commitment, whichever of the two is ours, and no third', async () => {
    const { decrypt: library } = buildDecrypt({
      commitmentPolicy: CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT,
      maxEncryptedDataKeys: 2,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(3),
        async (plaintext, count, ours) => {
          const { result } = await encryptCommitting(withDataKeys(count), plaintext, { encryptionContext });
          const opened = await outcome(decryptMessage(aKeyring(`key ${ours}`), result));
          expect(opened).toEqual(await outcome(library(aKeyring(`key ${ours}`), result)));
          if (count > 2 || ours >= count) expect(opened).toBe('refused');
          else expect(opened).toMatchObject({ plaintext: Buffer.from(plaintext).toString('hex') });
        },
      ),
      { numRuns: 25 },
    );
  }, 30_000);

  test('under key commitment, a second data key that is another one is refused', async () => {
    const [one, two] = await Promise.all(
      ['key 0', 'key 1'].map((name) => encryptCommitting(aKeyring(name), '112233', { encryptionContext })),
    );
    // The data key of the second message in the place of the first one's, under the same name.
    const forged = Buffer.from(one?.result ?? []);
    const [ours, theirs] = [one, two].map(
      (message) => message?.messageHeader.encryptedDataKeys[0]?.encryptedDataKey,
    );
    const at = forged.indexOf(Buffer.from(ours ?? []));
    expect(at).toBeGreaterThan(0);
    forged.set(theirs ?? [], at);
    expect(await outcome(decryptMessage(aKeyring('key 0'), forged))).toBe('refused');
  });

  test('refuses a message of format 1 that calls itself format 2', async () => {
    const { result } = await encrypt(withDataKeys(2), '112233', {
      suiteId: suites[0] as AlgorithmSuiteIdentifier,
    });
    const forged = Buffer.from(result);
    forged[0] = 2;
    expect(await outcome(decryptMessage(aKeyring('key 0'), forged))).toBe('refused');
  });

  test("refuses a sample event's message without the key it names", async () => {
    const code = Buffer.from(sampleEvent('sign-up').request.code ?? '', 'base64');
    await expect(decryptMessage(keyring, code)).rejects.toThrow('unencryptedDataKey has not been set');
  });
});
