import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  KMSClient,
  ListKeysCommand,
} from '@aws-sdk/client-kms';
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keyArn, otherKeyArn, userPoolId, users } from '../../playground/fixtures.ts';
import { type Playground, startPlayground } from '../../playground/playground.ts';

const credentials = { accessKeyId: 'playground', secretAccessKey: 'playground' };
let playground: Playground;
let clientOf: {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: typeof credentials;
};

beforeAll(async () => {
  playground = await startPlayground();
  clientOf = { region: 'eu-west-1', endpoint: playground.url, credentials };
});
afterAll(() => playground.close());

describe("the playground's KMS, asked by the real client", () => {
  const context = { 'userpool-id': userPoolId, purpose: 'test' };
  const sealed = async () => {
    const kms = new KMSClient(clientOf);
    const { CiphertextBlob } = await kms.send(
      new EncryptCommand({ KeyId: keyArn, Plaintext: Buffer.from('secret'), EncryptionContext: context }),
    );
    return { kms, CiphertextBlob };
  };

  test('what it encrypted it decrypts, the context in any order', async () => {
    const { kms, CiphertextBlob } = await sealed();
    const EncryptionContext = { purpose: 'test', 'userpool-id': userPoolId };
    const { Plaintext, KeyId } = await kms.send(
      new DecryptCommand({ KeyId: keyArn, CiphertextBlob, EncryptionContext }),
    );
    expect(Buffer.from(Plaintext ?? []).toString()).toBe('secret');
    expect(KeyId).toBe(keyArn);
  });

  test.each([
    ['another context', { KeyId: keyArn, EncryptionContext: { ...context, purpose: 'other' } }],
    ['no context', { KeyId: keyArn }],
    ['another key', { KeyId: otherKeyArn, EncryptionContext: context }],
  ])('%s does not decrypt', async (_, input) => {
    const { kms, CiphertextBlob } = await sealed();
    await expect(kms.send(new DecryptCommand({ ...input, CiphertextBlob }))).rejects.toMatchObject({
      name: 'InvalidCiphertextException',
    });
  });

  test('a data key comes in clear and sealed, and both are the same', async () => {
    const kms = new KMSClient(clientOf);
    const { Plaintext, CiphertextBlob } = await kms.send(
      new GenerateDataKeyCommand({ KeyId: keyArn, NumberOfBytes: 32 }),
    );
    const opened = await kms.send(new DecryptCommand({ KeyId: keyArn, CiphertextBlob }));
    expect(Plaintext).toHaveLength(32);
    expect(opened.Plaintext).toEqual(Plaintext);
  });

  test('a request that no SDK sends is answered, and the playground goes on', async () => {
    const headers = { 'x-amz-target': 'TrentService.Decrypt' };
    expect((await fetch(playground.url, { method: 'POST', headers, body: 'x' })).status).toBe(400);
    expect((await fetch(playground.url, { method: 'POST', headers, body: 'null' })).status).toBe(500);
    expect((await fetch(`${playground.url}/inbox`)).status).toBe(200);
  });

  test('a key is described, an unknown one is not found, an unknown operation is named', async () => {
    const kms = new KMSClient(clientOf);
    await expect(kms.send(new DescribeKeyCommand({ KeyId: keyArn }))).resolves.toMatchObject({
      KeyMetadata: { Arn: keyArn, KeyState: 'Enabled' },
    });
    await expect(kms.send(new DescribeKeyCommand({ KeyId: `${keyArn}0` }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
    await expect(kms.send(new ListKeysCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
  });
});

describe("the playground's SES and Cognito, asked by the real clients", () => {
  test('each Region has a state of its own, and an identity answers where it is', async () => {
    playground.region('eu-central-1').sandbox = true;
    const [home, other] = [
      new SESv2Client(clientOf),
      new SESv2Client({ ...clientOf, region: 'eu-central-1' }),
    ];
    await expect(home.send(new GetAccountCommand({}))).resolves.toMatchObject({
      ProductionAccessEnabled: true,
    });
    await expect(other.send(new GetAccountCommand({}))).resolves.toMatchObject({
      ProductionAccessEnabled: false,
    });
    await expect(
      home.send(new GetEmailIdentityCommand({ EmailIdentity: 'auth.example.com' })),
    ).resolves.toMatchObject({ VerifiedForSendingStatus: true });
    await expect(
      home.send(new GetEmailIdentityCommand({ EmailIdentity: 'who@example.org' })),
    ).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  test('a user is found by name; a stranger is not', async () => {
    const cognito = new CognitoIdentityProviderClient(clientOf);
    const [[Username, attributes] = ['', {}]] = users;
    await expect(
      cognito.send(new AdminGetUserCommand({ UserPoolId: userPoolId, Username })),
    ).resolves.toMatchObject({
      UserAttributes: expect.arrayContaining([{ Name: 'email', Value: attributes['email'] }]),
    });
    await expect(
      cognito.send(new AdminGetUserCommand({ UserPoolId: userPoolId, Username: 'nobody' })),
    ).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
  });
});
