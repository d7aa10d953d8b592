import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createEncrypt } from '../../playground/encrypt.ts';
import { otherKeyArn, userPoolId } from '../../playground/fixtures.ts';
import { anEvent, type CognitoEvent, sampleEvent } from '../support/events.ts';
import { type Sender, startSender } from '../support/sender.ts';

let sender: Sender;
let another: Record<'key' | 'pool', string>;

beforeAll(async () => {
  sender = await startSender({ USER_POOL_IDS: `${userPoolId},eu-west-1_Second` });
  const { url } = sender.playground;
  another = {
    key: await createEncrypt(url, otherKeyArn)('112233', userPoolId),
    pool: await createEncrypt(url)('112233', 'eu-west-1_Second'),
  };
});
afterAll(() => sender.close());

/** A sign-up event bent by `bend`. */
const bent = (bend: (event: CognitoEvent) => void) => (): unknown => {
  const event = sampleEvent('sign-up');
  bend(event);
  return event;
};
const withCode = (code: () => unknown) => (): unknown =>
  anEvent('CustomEmailSender_SignUp', { code: code() as string });
const withAttributes = (attributes: Record<string, string>) => (): unknown =>
  anEvent('CustomEmailSender_SignUp', { attributes });
const truncated = (bytes: number) =>
  withCode(() => {
    const whole = Buffer.from(sampleEvent('sign-up').request.code ?? '', 'base64');
    return whole.subarray(0, whole.length - bytes).toString('base64');
  });

const cases: readonly [string, () => unknown, string][] = [
  ['an empty event', () => ({}), 'unknown-trigger-source'],
  ['null', () => null, 'unknown-trigger-source'],
  ['a string', () => 'hello', 'unknown-trigger-source'],
  ['no request', bent((event) => Reflect.deleteProperty(event, 'request')), 'code-missing'],
  [
    'no userAttributes',
    bent((event) => Reflect.deleteProperty(event.request, 'userAttributes')),
    'recipient-missing',
  ],
  [
    'a pool id of the wrong form',
    bent((event) => {
      event.userPoolId = 'no-pool';
    }),
    'internal-error',
  ],
  [
    'a source named toString',
    bent((event) => {
      event.triggerSource = 'toString';
    }),
    'unknown-trigger-source',
  ],
  [
    'a ninth source',
    bent((event) => {
      event.triggerSource = 'CustomEmailSender_Ninth';
    }),
    'unknown-trigger-source',
  ],
  [
    'a pool that is not ours',
    bent((event) => {
      event.userPoolId = 'eu-west-1_Stranger';
    }),
    'pool-not-allowed',
  ],
  ['no code', withCode(() => null), 'code-missing'],
  ['a code that is not base64', withCode(() => 'six digits!'), 'ciphertext-invalid'],
  ['a code that is a number', withCode(() => 123456), 'ciphertext-invalid'],
  ['base64 of something else', withCode(() => randomBytes(400).toString('base64')), 'ciphertext-invalid'],
  ['a code without its last byte', truncated(1), 'ciphertext-invalid'],
  ['a code cut in half', truncated(250), 'ciphertext-invalid'],
  ['a code cut to three bytes', withCode(() => 'AYAD'), 'ciphertext-invalid'],
  ['a code under another key', withCode(() => another.key), 'wrong-key'],
  ["another pool's code", withCode(() => another.pool), 'pool-mismatch'],
  [
    'no email attribute',
    bent((event) => Reflect.deleteProperty(event.request.userAttributes, 'email')),
    'recipient-missing',
  ],
  ['two addresses', withAttributes({ email: 'a@example.com,b@example.com' }), 'recipient-invalid'],
  [
    'CR and LF in the address',
    withAttributes({ email: 'a@example.com\r\nBcc: b@example.com' }),
    'recipient-invalid',
  ],
  ['HTML in the address', withAttributes({ email: '<b>a@example.com' }), 'recipient-invalid'],
];

describe('bad input ends in one clear line', () => {
  test.each(cases)('%s', async (_, event, reason) => {
    const before = sender.playground.mailbox.length;
    const { outcome, response, error, lines } = await sender.send(event());
    // Nobody can send to an address that is none: that is skipped; everything else is kept for a person to look at.
    const skipped = reason.startsWith('recipient-');
    expect(outcome).toMatchObject({
      status: skipped ? 'skipped' : 'undeliverable',
      reason,
      detail: expect.any(String),
      [skipped ? 'EmailSkipped' : 'EmailUndeliverable']: 1,
    });
    expect(lines).toHaveLength(1);
    expect(error).toBeUndefined();
    expect(response).toBeNull();
    expect(sender.playground.mailbox).toHaveLength(before);
  });

  test('a code that cannot be read is told with the brand and language that it was for', async () => {
    const { outcome } = await sender.send(withCode(() => another.key)());
    expect(outcome).toMatchObject({ reason: 'wrong-key', stage: 'decrypt', brand: 'Acme', locale: 'en' });
  });

  test('a name with CR, LF and HTML in it changes nothing but itself', async () => {
    const { outcome } = await sender.send(
      withAttributes({ name: 'Ana\r\nBcc: x@example.com <img src=x>' })(),
    );
    expect(outcome['status']).toBe('accepted');
    const email = sender.playground.mailbox.at(-1);
    expect(`${email?.subject}${email?.html}${email?.text}`).not.toMatch(/Bcc|<img src=x>/);
  });
});
