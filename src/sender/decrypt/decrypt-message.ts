import {
  CommitmentPolicy,
  CommitmentPolicySuites,
  getDecryptionHelper,
  type KeyringNode,
  NodeAlgorithmSuite,
  NodeDefaultCryptographicMaterialsManager,
  needs,
} from '@aws-crypto/material-management-node';
import {
  aadFactory,
  decodeBodyHeader,
  deserializeFactory,
  deserializeSignature,
  type MessageHeader,
  serializeMessageHeaderAuth,
} from '@aws-crypto/serialize';

const deserialize = deserializeFactory((bytes) => Buffer.from(bytes).toString('utf8'), NodeAlgorithmSuite);
const aad = aadFactory((text) => Buffer.from(text, 'utf8'));
// Cognito's messages carry no key commitment, which the library's default policy would refuse.
const commitmentPolicy = CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT;

/**
 * How many encrypted data keys a message may have: each is a call to KMS, and a chance to be read in another way.
 * Format 1 is Cognito's, whose messages have one. Its suites do not commit to their data key, so that one message
 * could be made to say one thing under its first data key and another under its second: more than one stays refused.
 * Format 2 is what emulators send (cognito-local: one data key for its key's alias, one for its id). Its suites commit
 * to the one data key that every encrypted one must hold, so a second can cost no more than a second call.
 * AWS docs: "AWS Encryption SDK message format reference"; GHSA-wqgp-vphw-hphf, on messages without commitment.
 */
const maxEncryptedDataKeysIn = (message: Buffer): number => (message[0] === formatWithCommitment ? 2 : 1);
const formatWithCommitment = 2;

/** What a message holds, once every part of it has proved authentic. */
export interface DecryptedMessage {
  readonly plaintext: Buffer;
  readonly messageHeader: MessageHeader;
}

/**
 * Decrypts one whole message of the AWS Encryption SDK. The library's own `decrypt` sends a message through four
 * streams, which is worth having for files; a code of six digits spends more time in them than in its cryptography.
 * The steps and the checks are the library's, and so is everything that touches a key.
 * AWS docs: "AWS Encryption SDK message format reference".
 *
 * @throws What the keyring throws, and errors of the library's or of Node's for a message that is not whole or not authentic.
 */
export async function decryptMessage(keyring: KeyringNode, message: Uint8Array): Promise<DecryptedMessage> {
  const bytes = asBuffer(message);
  const header = deserialize.deserializeMessageHeader(bytes, {
    maxEncryptedDataKeys: maxEncryptedDataKeysIn(bytes),
  });
  if (!header) throw new Error('Incomplete Header');
  const { messageHeader, algorithmSuite, rawHeader, headerAuth } = header;
  const { messageId, encryptionContext, encryptedDataKeys } = messageHeader;
  const id = Buffer.from(messageId).toString('hex');
  CommitmentPolicySuites.isDecryptEnabled(commitmentPolicy, algorithmSuite, id);

  const suite = new NodeAlgorithmSuite(algorithmSuite.id);
  const materials = new NodeDefaultCryptographicMaterialsManager(keyring);
  const material = await materials.decryptMaterials({ suite, encryptionContext, encryptedDataKeys });
  CommitmentPolicySuites.isDecryptEnabled(commitmentPolicy, material.suite, id);
  const { getDecipherInfo, getVerify, dispose } = getDecryptionHelper(material);
  try {
    const getDecipher = getDecipherInfo(
      messageId,
      'suiteData' in messageHeader ? messageHeader.suiteData : undefined,
    );
    const { headerIv, headerAuthTag, headerAuthLength } = headerAuth;
    const headerDecipher = getDecipher(asBuffer(headerIv))
      .setAAD(asBuffer(rawHeader))
      .setAuthTag(asBuffer(headerAuthTag));
    headerDecipher.update(Buffer.alloc(0));
    headerDecipher.final();

    const verify = getVerify?.();
    verify?.update(asBuffer(rawHeader));
    verify?.update(asBuffer(serializeMessageHeaderAuth({ headerIv, headerAuthTag, messageHeader })));
    const plaintext: Buffer[] = [];
    let position = rawHeader.byteLength + headerAuthLength;
    for (let sequenceNumber = 1, final = false; !final; sequenceNumber += 1) {
      const frame = decodeBodyHeader(bytes, header, position);
      if (!frame) throw new Error('Incomplete message');
      needs(frame.sequenceNumber === sequenceNumber, 'Encrypted body sequence out of order.');
      const { readPos, iv, contentLength, tagLength, isFinalFrame } = frame;
      const tagStart = readPos + contentLength;
      const end = tagStart + tagLength / 8;
      if (end > bytes.length) throw new Error('Incomplete message');
      const kind = aad.messageAADContentString({ contentType: messageHeader.contentType, isFinalFrame });
      const decipher = getDecipher(asBuffer(iv))
        .setAAD(asBuffer(aad.messageAAD(messageId, kind, sequenceNumber, contentLength)))
        .setAuthTag(bytes.subarray(tagStart, end));
      plaintext.push(decipher.update(bytes.subarray(readPos, tagStart)), decipher.final());
      verify?.update(bytes.subarray(position, end));
      position = end;
      final = isFinalFrame;
    }
    if (verify) {
      needs(
        verify.awsCryptoVerify(asBuffer(deserializeSignature(bytes.subarray(position)))),
        'Invalid Signature',
      );
    }
    return { plaintext: Buffer.concat(plaintext), messageHeader };
  } finally {
    dispose();
  }
}

/** The same bytes under the type that Node's older typings ask for. */
const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
