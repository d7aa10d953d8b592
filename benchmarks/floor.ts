/**
 * The floor under every figure: decrypts with node:crypto, signs and sends the same two requests, and does nothing
 * else. No checks, no retries, no classes; not a thing to deploy.
 */
import { createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import { Agent, request } from 'node:https';

const env = (name: string): string => process.env[name] ?? '';
const agent = new Agent({ keepAlive: true });

interface CognitoEvent {
  readonly triggerSource: string;
  readonly request: { readonly code: string; readonly userAttributes: { readonly email: string } };
}

export const handler = async (event: CognitoEvent): Promise<void> => {
  const code = await decrypt(Buffer.from(event.request.code, 'base64'));
  const text = `Your code is ${code}`;
  await call(
    'ses',
    env('AWS_ENDPOINT_URL_SESV2'),
    '/v2/email/outbound-emails',
    {},
    {
      FromEmailAddress: env('FROM_ADDRESS'),
      Destination: { ToAddresses: [event.request.userAttributes.email] },
      Content: {
        Simple: {
          Subject: { Data: event.triggerSource },
          Body: { Text: { Data: text }, Html: { Data: `<p>${text}</p>` } },
        },
      },
    },
  );
};

/** The AWS Encryption SDK's message format 1, one data key, one frame. */
async function decrypt(message: Buffer): Promise<string> {
  let at = 20;
  const take = (length: number): Buffer => {
    at += length;
    return message.subarray(at - length, at);
  };
  const short = (): number => take(2).readUInt16BE();
  const messageId = message.subarray(4, 20);
  short();
  const context: Record<string, string> = {};
  for (let pairs = short(); pairs > 0; pairs -= 1) {
    const name = take(short()).toString();
    context[name] = take(short()).toString();
  }
  short();
  take(short());
  const keyId = take(short()).toString();
  const blob = take(short());
  at += 1 + 4 + 1 + 4 + 12 + 16;
  const { Plaintext } = await call(
    'kms',
    env('AWS_ENDPOINT_URL_KMS'),
    '/',
    { 'x-amz-target': 'TrentService.Decrypt', 'content-type': 'application/x-amz-json-1.1' },
    {
      KeyId: keyId,
      CiphertextBlob: blob.toString('base64'),
      EncryptionContext: context,
    },
  );
  const info = Buffer.concat([message.subarray(2, 4), messageId]);
  const key = Buffer.from(
    hkdfSync('sha384', Buffer.from(Plaintext ?? '', 'base64'), Buffer.alloc(0), info, 32),
  );
  at += 4;
  const sequence = take(4);
  const iv = take(12);
  const length = take(4);
  const body = take(length.readUInt32BE());
  const aad = Buffer.concat([
    messageId,
    Buffer.from('AWSKMSEncryptionClient Final Frame'),
    sequence,
    Buffer.alloc(4),
    length,
  ]);
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(aad).setAuthTag(take(16));
  return Buffer.concat([decipher.update(body), decipher.final()]).toString();
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** One request with AWS's signature, version 4. */
function call(
  service: string,
  endpoint: string,
  path: string,
  extra: Record<string, string>,
  input: object,
): Promise<Record<string, string>> {
  const url = new URL(path, endpoint);
  const body = JSON.stringify(input);
  const time = new Date().toISOString().replace(/[:-]|\.\d+/g, '');
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ...extra,
    host: url.host,
    'x-amz-date': time,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    'POST',
    path,
    '',
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n');
  const scope = `${time.slice(0, 8)}/${env('AWS_REGION')}/${service}/aws4_request`;
  const key = scope
    .split('/')
    .reduce((last: string | Buffer, part) => hmac(last, part), `AWS4${env('AWS_SECRET_ACCESS_KEY')}`);
  const signature = createHmac('sha256', key)
    .update(`AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`)
    .digest('hex');
  headers['authorization'] =
    `AWS4-HMAC-SHA256 Credential=${env('AWS_ACCESS_KEY_ID')}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return new Promise((resolve, reject) => {
    request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
      async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        resolve(JSON.parse(Buffer.concat(chunks).toString()));
      },
    )
      .on('error', reject)
      .end(body);
  });
}
