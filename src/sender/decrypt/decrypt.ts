import { AsyncLocalStorage } from 'node:async_hooks';
import { type AwsEsdkKMSInterface, KmsKeyringClass } from '@aws-crypto/kms-keyring';
import { KeyringNode, type Newable, type NodeAlgorithmSuite } from '@aws-crypto/material-management-node';
import { DecryptCommand, type DecryptCommandInput, type KMSClient } from '@aws-sdk/client-kms';
import { Refusal } from '../failure/refusal.ts';
import { decryptMessage } from './decrypt-message.ts';

/** An encrypted code and the pool that it must have been made for. */
export interface Encrypted {
  readonly ciphertext: Uint8Array;
  readonly userPoolId: string;
}

export interface Decrypted {
  readonly plaintext: string;
  /** False where the message names no pool at all, as emulators' messages do; Cognito's always name one. */
  readonly poolProven: boolean;
}

class KmsKeyring extends KmsKeyringClass<NodeAlgorithmSuite, AwsEsdkKMSInterface>(
  KeyringNode as Newable<KeyringNode>,
) {}

/**
 * Makes the step that turns Cognito's `request.code` into the code in clear.
 *
 * @param keyArns The keys that may be used; a message under any other is refused without a call to KMS.
 * @param kmsFor The KMS client of a key's Region.
 * @returns A function that throws a {@link Refusal} (`wrong-key`, `ciphertext-invalid`, `pool-mismatch`) or KMS's
 *   own error.
 */
export function createDecrypt(keyArns: readonly string[], kmsFor: (region: string) => KMSClient) {
  // The keyring turns KMS's error into a text; what it was is kept here, apart for each call.
  const calls = new AsyncLocalStorage<{ signal: AbortSignal; error?: unknown }>();

  const decryptDataKey = async (region: string, input: DecryptCommandInput) => {
    const call = calls.getStore();
    try {
      const { KeyId, Plaintext } = await kmsFor(region).send(
        new DecryptCommand(input),
        call && { abortSignal: call.signal },
      );
      if (!KeyId || !Plaintext) throw new SyntaxError('KMS answered Decrypt without a key');
      return { KeyId, Plaintext };
    } catch (error) {
      if (call) call.error = error;
      throw error;
    }
  };
  const keyring = new KmsKeyring({
    keyIds: [...keyArns],
    clientProvider: (region) => ({
      decrypt: (input: DecryptCommandInput) => decryptDataKey(region, input),
      encrypt: neverCalled,
      generateDataKey: neverCalled,
    }),
  });

  return async ({ ciphertext, userPoolId }: Encrypted, signal: AbortSignal): Promise<Decrypted> => {
    const call: { signal: AbortSignal; error?: unknown } = { signal };
    const { plaintext, messageHeader } = await calls
      .run(call, () => decryptMessage(keyring, ciphertext))
      .catch((error: unknown) => {
        throw call.error ?? refusalFor(error);
      });
    const named = messageHeader.encryptionContext['userpool-id'];
    if (named !== undefined && named !== userPoolId) {
      throw new Refusal('pool-mismatch', 'the code was encrypted for another user pool than the event names');
    }
    return { plaintext: plaintext.toString('utf8'), poolProven: named !== undefined };
  };
}

/** The keyring's type asks for a whole KMS client; decryption asks for one call of it. */
const neverCalled = (): never => {
  throw new Error('the sender only decrypts');
};

/** The library tells its failures apart by their texts alone; without a KMS error only two causes are left. */
function refusalFor(error: unknown): Refusal {
  const keyNotFound = error instanceof Error && error.message.includes('unencryptedDataKey has not been set');
  return keyNotFound
    ? new Refusal('wrong-key', 'the code was encrypted under a key that KMS_KEY_ARNS does not name', {
        cause: error,
      })
    : new Refusal('ciphertext-invalid', 'request.code is not a whole and authentic Encryption SDK message', {
        cause: error,
      });
}

/**
 * Undoes the HTML escaping that Cognito applies to temporary passwords before it encrypts them. One pass, so that
 * a password which itself holds `&lt;` comes out as it was typed.
 * AWS docs: "Custom email sender Lambda trigger", on `CustomEmailSender_AdminCreateUser`.
 */
export const unescapePassword = (escaped: string): string =>
  escaped.replace(
    /&(lt|gt|amp|quot|apos|#39|#34|#x27|#x22);/gi,
    (entity, name: string) => entities.get(name.toLowerCase()) ?? entity,
  );

const entities: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
  ['#39', "'"],
  ['#34', '"'],
  ['#x27', "'"],
  ['#x22', '"'],
]);
