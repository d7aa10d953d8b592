import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Call } from './call.ts';
import { pageOf } from './page-of.ts';
import { ServiceError } from './wire.ts';

/** KMS keys by ARN, each 256 bits of AES. */
export type Keys = ReadonlyMap<string, Buffer>;

/** What else KMS knows of a key: members of its API, laid over the usual. */
export interface KeyDetails {
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly policy?: object;
  readonly grants?: readonly object[];
}

type EncryptionContext = Readonly<Record<string, string>>;

/**
 * The KMS operations that the Encryption SDK and people at a console use, on real AES-256-GCM: the encryption
 * context is authenticated, so another context or key fails here as it fails in KMS.
 * Input and output are the members of the JSON protocol, blobs in base64.
 */
export function createKms(
  keys: Keys,
  {
    aliases,
    details,
  }: { readonly aliases: ReadonlyMap<string, string>; readonly details: ReadonlyMap<string, KeyDetails> },
) {
  const usable = (arn = ''): Buffer => {
    const key = keyNamed(keys, arn);
    const state = details.get(arn)?.metadata?.['KeyState'] ?? 'Enabled';
    if (state === 'Disabled') throw new ServiceError('DisabledException', `${arn} is disabled.`);
    if (state !== 'Enabled')
      throw new ServiceError('KMSInvalidStateException', `${arn} is in the state ${state}.`);
    return key;
  };
  const operations = new Map<string, (input: Input) => object>([
    [
      'GenerateDataKey',
      ({ KeyId, NumberOfBytes = 32, EncryptionContext }) => {
        const key = usable(KeyId);
        const plaintext = randomBytes(NumberOfBytes);
        return {
          KeyId,
          Plaintext: plaintext.toString('base64'),
          CiphertextBlob: seal(key, plaintext, EncryptionContext),
        };
      },
    ],
    [
      'Encrypt',
      ({ KeyId, Plaintext = '', EncryptionContext }) => ({
        KeyId,
        CiphertextBlob: seal(usable(KeyId), Buffer.from(Plaintext, 'base64'), EncryptionContext),
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      }),
    ],
    [
      'Decrypt',
      ({ KeyId, CiphertextBlob = '', EncryptionContext }) => ({
        KeyId,
        Plaintext: open(usable(KeyId), CiphertextBlob, EncryptionContext).toString('base64'),
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      }),
    ],
    [
      'DescribeKey',
      ({ KeyId = '' }) => {
        keyNamed(keys, KeyId);
        return {
          KeyMetadata: {
            KeyId: KeyId.split('/')[1],
            Arn: KeyId,
            Enabled: true,
            KeyState: 'Enabled',
            KeyManager: 'CUSTOMER',
            KeyUsage: 'ENCRYPT_DECRYPT',
            KeySpec: 'SYMMETRIC_DEFAULT',
            ...details.get(KeyId)?.metadata,
          },
        };
      },
    ],
    [
      'GetKeyPolicy',
      ({ KeyId = '' }) => {
        keyNamed(keys, KeyId);
        return {
          PolicyName: 'default',
          Policy: JSON.stringify(details.get(KeyId)?.policy ?? accountDecides(KeyId)),
        };
      },
    ],
    [
      'ListGrants',
      ({ KeyId = '', Limit = 50, Marker }) => {
        keyNamed(keys, KeyId);
        const { items, next } = pageOf(details.get(KeyId)?.grants ?? [], { size: Limit, token: Marker });
        return { Grants: items, Truncated: next !== undefined, NextMarker: next };
      },
    ],
  ]);
  return ({ operation, input }: Call): object => {
    const run = operations.get(operation);
    if (!run) throw new ServiceError('UnknownOperationException', `the playground's KMS has no ${operation}`);
    const { KeyId } = input;
    // KMS answers with the key's own ARN, whatever name it was asked for by.
    return run(KeyId === undefined ? input : { ...input, KeyId: aliases.get(KeyId) ?? KeyId });
  };
}

/** The policy of a key that leaves every decision to its account's IAM. */
const accountDecides = (arn: string): object => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${arn.split(':')[4]}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
});

interface Input {
  readonly KeyId?: string;
  readonly Limit?: number;
  readonly Marker?: string;
  readonly NumberOfBytes?: number;
  readonly Plaintext?: string;
  readonly CiphertextBlob?: string;
  readonly EncryptionContext?: EncryptionContext;
}

function keyNamed(keys: Keys, arn = ''): Buffer {
  const key = keys.get(arn);
  if (!key) throw new ServiceError('NotFoundException', `Key '${arn}' does not exist`);
  return key;
}

/** iv (12 bytes) · tag (16) · ciphertext, in base64. */
function seal(key: Buffer, plaintext: Buffer, context: EncryptionContext = {}): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(authenticated(context));
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
}

function open(key: Buffer, blob: string, context: EncryptionContext = {}): Buffer {
  const bytes = Buffer.from(blob, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(
      authenticated(context),
    );
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
  } catch {
    // KMS says no more than this either: its message is null.
    throw new ServiceError('InvalidCiphertextException', '');
  }
}

/** The same pairs in any order authenticate alike. */
const authenticated = (context: EncryptionContext): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(context).sort()))
    .digest();
