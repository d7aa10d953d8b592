import { describe, expect, test } from '@jest/globals';
import { keyArn, keys } from '../../playground/fixtures.ts';
import { createKms, type KeyDetails } from '../../playground/kms.ts';

describe('a key', () => {
  const details = new Map<string, KeyDetails>();
  const kms = createKms(keys, { aliases: new Map(), details });
  const ask = (operation: string, input: object): Record<string, unknown> => ({
    ...kms({ service: 'kms', region: 'eu-west-1', operation, input }),
  });
  const { CiphertextBlob } = ask('Encrypt', { KeyId: keyArn, Plaintext: 'MzE0MTU5' });

  test('decrypts what it has encrypted', () => {
    expect(ask('Decrypt', { KeyId: keyArn, CiphertextBlob })).toMatchObject({ Plaintext: 'MzE0MTU5' });
  });

  test.each([
    ['Disabled', 'DisabledException'],
    ['PendingDeletion', 'KMSInvalidStateException'],
  ])('that is %s is described and does nothing', (KeyState, name) => {
    details.set(keyArn, { metadata: { KeyState } });
    const calls = ['Decrypt', 'Encrypt', 'GenerateDataKey'].map(
      (operation) => () => ask(operation, { KeyId: keyArn, CiphertextBlob }),
    );
    for (const call of calls) expect(call).toThrow(expect.objectContaining({ name }));
    expect(ask('DescribeKey', { KeyId: keyArn })).toMatchObject({ KeyMetadata: { KeyState } });
    details.clear();
  });
});
