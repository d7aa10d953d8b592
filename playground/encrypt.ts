import { KMSClient } from '@aws-sdk/client-kms';
import { createEncryptCode } from '../src/canary/encrypt-code.ts';
import { homeRegion, keyArn } from './fixtures.ts';

/**
 * Makes the function that encrypts a code as Cognito does, under a key of the playground's.
 *
 * @param kmsUrl Where KMS answers.
 * @param generatorKeyId The ARN of the key to use.
 * @returns A function from a code and the pool that it belongs to (undefined: as emulators do, no pool named) to
 *   what Cognito writes into `request.code`: base64 of an Encryption SDK message.
 */
export function createEncrypt(kmsUrl: string, generatorKeyId = keyArn) {
  const encryptCode = createEncryptCode(
    new KMSClient({
      region: homeRegion,
      endpoint: kmsUrl,
      credentials: { accessKeyId: 'playground', secretAccessKey: 'playground' },
    }),
  );
  return (code: string, userPoolId?: string): Promise<string> =>
    encryptCode(code, { keyArn: generatorKeyId, userPoolId, signal: new AbortController().signal });
}
