import { buildEncrypt } from '@aws-crypto/encrypt-node';
import { type AwsEsdkKMSInterface, KmsKeyringClass } from '@aws-crypto/kms-keyring';
import {
  AlgorithmSuiteIdentifier,
  CommitmentPolicy,
  KeyringNode,
  type Newable,
  type NodeAlgorithmSuite,
} from '@aws-crypto/material-management-node';
import {
  GenerateDataKeyCommand,
  type GenerateDataKeyCommandInput,
  type KMSClient,
} from '@aws-sdk/client-kms';

class KmsKeyring extends KmsKeyringClass<NodeAlgorithmSuite, AwsEsdkKMSInterface>(
  KeyringNode as Newable<KeyringNode>,
) {}

// What Cognito's own messages are: format 1, signed, without key commitment (suite 0x0378).
const { encrypt } = buildEncrypt(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);
const suiteId = AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384;

/** Under which key, and for which user pool, a code is encrypted. */
export interface CodeOwner {
  readonly keyArn: string;
  /** Undefined: no pool is named, as emulators do. */
  readonly userPoolId: string | undefined;
}

/**
 * Makes the function that encrypts a code as Cognito does, with `userpool-id` in the encryption context.
 *
 * @param kms A client of the key's Region. It is asked for `GenerateDataKey` and nothing else, so whoever runs this
 *   needs no permission that would read a code.
 * @returns A function to what Cognito writes into `request.code`: base64 of an Encryption SDK message. It throws KMS's
 *   own error.
 */
export function createEncryptCode(kms: KMSClient) {
  return async (
    code: string,
    { keyArn, userPoolId, signal }: CodeOwner & { readonly signal: AbortSignal },
  ): Promise<string> => {
    // The keyring hands on KMS's answer, and of its errors only a text: what KMS said is kept here.
    let refusal: unknown;
    const generateDataKey = async (input: GenerateDataKeyCommandInput) => {
      try {
        return await kms.send(new GenerateDataKeyCommand(input), { abortSignal: signal });
      } catch (error) {
        refusal = error;
        throw error;
      }
    };
    const keyring = new KmsKeyring({
      generatorKeyId: keyArn,
      // Its types say that a data key is never missing from an answer; it looks for itself.
      clientProvider: () =>
        ({ generateDataKey, encrypt: neverCalled, decrypt: neverCalled }) as unknown as AwsEsdkKMSInterface,
    });
    const encryptionContext = userPoolId === undefined ? {} : { 'userpool-id': userPoolId };
    const { result } = await encrypt(keyring, code, { suiteId, encryptionContext }).catch(
      (error: unknown) => {
        throw refusal ?? error;
      },
    );
    return result.toString('base64');
  };
}

/** The keyring's type asks for a whole KMS client; one key encrypts by one call of it. */
const neverCalled = (): never => {
  throw new Error('a code is encrypted under one generated data key');
};
