import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { account, homeRegion, keyArn, userPoolId } from '../../playground/fixtures.ts';
import { ServiceError } from '../../playground/wire.ts';
import { canaryEvent, simulatorAddress } from '../../src/canary/canary-event.ts';
import { createEncryptCode } from '../../src/canary/encrypt-code.ts';
import { createInvokeSender } from '../../src/canary/invoke-sender.ts';
import { type LambdaEndpoint, startLambdaEndpoint } from '../support/lambda-endpoint.ts';
import { type Sender, startSender } from '../support/sender.ts';

const functionArn = `arn:aws:lambda:${homeRegion}:${account}:function:email-sender:live`;
const signal = new AbortController().signal;
let sender: Sender;
let lambda: LambdaEndpoint;

beforeAll(async () => {
  sender = await startSender();
  lambda = await startLambdaEndpoint();
  lambda.functions.set(functionArn, sender.environment);
});
afterAll(async () => {
  await sender.close();
  await lambda.close();
});

const settings = (endpoint: string) => ({
  region: homeRegion,
  endpoint,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});
const encrypt = (owner = { keyArn, userPoolId }) =>
  createEncryptCode(new KMSClient(settings(sender.playground.url)))('314159', { ...owner, signal });
const invoke = (event: object, arn = functionArn) =>
  createInvokeSender(new LambdaClient(settings(lambda.url)))(arn, event, { signal });

describe('a dummy code', () => {
  test('is what Cognito would have written: format 1, signed, its pool in the encryption context', async () => {
    const bytes = Buffer.from(await encrypt(), 'base64');
    expect(bytes.toString('hex', 0, 4)).toBe('01800378');
    expect(bytes.toString('latin1')).toContain(
      `userpool-id${String.fromCharCode(0, userPoolId.length)}${userPoolId}`,
    );
    expect(bytes.toString('latin1')).toContain(keyArn);
  });

  test('needs no call of KMS that could read one', async () => {
    sender.playground.calls.length = 0;
    await encrypt();
    expect(sender.playground.calls.map(({ operation }) => operation)).toEqual(['GenerateDataKey']);
  });

  test('under a key that is gone fails with what KMS says', async () => {
    const gone = { keyArn: keyArn.replace('0a11', 'dead'), userPoolId };
    await expect(encrypt(gone)).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});

describe('the deployed sender, invoked', () => {
  test('tells by its log’s tail that SES accepted the email, and which version sent it', async () => {
    const invoked = await invoke(canaryEvent({ userPoolId, ciphertext: await encrypt() }));
    const email = sender.playground.mailbox.at(-1);
    expect(email?.to).toEqual([simulatorAddress]);
    expect(email?.text).toContain('314159');
    expect(invoked).toMatchObject({
      outcome: { status: 'accepted', sesMessageId: email?.id, stage: 'send' },
      version: 'live',
    });
  });

  test('tells a reason where the email was not accepted', async () => {
    const elsewhere = { userPoolId: 'eu-west-1_Elsewhere', ciphertext: await encrypt() };
    expect((await invoke(canaryEvent(elsewhere))).outcome).toMatchObject({
      status: 'undeliverable',
      reason: 'pool-mismatch',
    });
  });

  test('that is not there is Lambda’s own error', async () => {
    await expect(invoke({}, functionArn.replace(':live', ':gone'))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    const throttled = functionArn.replace('email-sender', 'busy');
    lambda.functions.set(throttled, new ServiceError('TooManyRequestsException', 'Rate Exceeded.', 429));
    await expect(invoke({}, throttled)).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  });
});
