import { buildEncrypt } from '@aws-crypto/encrypt-node';
import { type AwsEsdkKMSInterface, KmsKeyringClass } from '@aws-crypto/kms-keyring';
import {
  AlgorithmSuiteIdentifier,
  CommitmentPolicy,
  KeyringNode,
  type Newable,
  type NodeAlgorithmSuite,
} from '@aws-crypto/material-management-node';
import { KMS } from '@aws-sdk/client-kms';
import { homeRegion, keyArn } from './fixtures.ts';

class KmsKeyring extends KmsKeyringClass<NodeAlgorithmSuite, AwsEsdkKMSInterface>(
  KeyringNode as Newable<KeyringNode>,
) {}

// What Cognito's own messages are: format 1, signed, without key commitment (suite 0x0378).
const { encrypt } = buildEncrypt(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);
const suiteId = AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384;

/**
 * Makes the function that encrypts a code as Cognito does.
 *
 * @param kmsUrl Where KMS answers.
 * @param generatorKeyId The ARN of the key to use.
 * @returns A function from a code and the pool that it belongs to (undefined: as emulators do, no pool named) to
 *   what Cognito writes into `request.code`: base64 of an Encryption SDK message.
 */
export function createEncrypt(kmsUrl: string, generatorKeyId = keyArn) {
  const kms = new KMS({
    region: homeRegion,
    endpoint: kmsUrl,
    credentials: { accessKeyId: 'playground', secretAccessKey: 'playground' },
  });
  // The keyring was typed before the SDK said `undefined` for what may be absent; at run time they agree.
  const keyring = new KmsKeyring({
    generatorKeyId,
    clientProvider: () => kms as unknown as AwsEsdkKMSInterface,
  });
  return async (code: string, userPoolId?: string): Promise<string> => {
    const encryptionContext = userPoolId === undefined ? {} : { 'userpool-id': userPoolId };
    const { result } = await encrypt(keyring, code, { suiteId, encryptionContext });
    return result.toString('base64');
  };
}
