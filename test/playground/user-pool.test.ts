import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { codeInEmail } from '../../playground/code-in-email.ts';
import type { ReceivedEmail } from '../../playground/mailbox.ts';
import { startUserPool, type UserPool } from '../../playground/user-pool/user-pool.ts';
import { locales } from '../../src/sender/render/catalogue.ts';
import { sampleEvent } from '../support/events.ts';
import { outcomesIn, type Sender, startSender } from '../support/sender.ts';

/** cognito-local, a user pool emulator that nobody here wrote, in front of the built sender. */
let sender: Sender;
let pool: UserPool;
const lines: string[] = [];
let pending = 0;

beforeAll(async () => {
  sender = await startSender();
  pool = await startUserPool({
    kmsUrl: sender.playground.url,
    async invoke(event) {
      pending += 1;
      lines.push(...(await sender.environment.invoke(event)).lines);
      pending -= 1;
    },
  });
}, 60_000);
afterAll(async () => {
  await pool?.close();
  await sender?.close();
});

const password = 'Sample-pass1!';
const newPassword = 'Another-pass2!';

/** Waits for an email to an address, as its reader does, and takes it out of the inbox. */
async function emailTo(address: string): Promise<ReceivedEmail> {
  const { mailbox } = sender.playground;
  for (;;) {
    const index = mailbox.findIndex(({ to }) => to.includes(address));
    const [email] = index < 0 ? [] : mailbox.splice(index, 1);
    if (email) return email;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The code that a reader finds in the email. */
async function codeTo(address: string): Promise<string> {
  const code = codeInEmail((await emailTo(address)).text);
  if (code === undefined) throw new Error('there is no code in the email');
  return code;
}

/** Any other code of as many digits. */
const wrong = (code: string): string =>
  String((Number(code) + 1) % 10 ** code.length).padStart(code.length, '0');

const statusOf = async (address: string): Promise<string | undefined> =>
  (await pool.users()).find(({ email }) => email === address)?.status;

describe.each(locales)('in %s', (locale) => {
  const address = `${locale.toLowerCase()}@example.com`;

  test('a sign-up is confirmed with the code of its email, and with no other', async () => {
    await pool.signUp({ email: address, name: 'Ana Sousa', locale }, password);
    const email = await emailTo(address);
    expect(email.html).toMatch(new RegExp(`<html[^>]* lang="${locale}"`));
    const code = codeInEmail(email.text) ?? '';
    expect(code).toMatch(/^\d{6}$/);
    expect(email.html).toContain(`>${code}<`);
    await expect(pool.confirmSignUp(address, wrong(code))).rejects.toMatchObject({
      name: 'CodeMismatchException',
    });
    expect(await statusOf(address)).toBe('UNCONFIRMED');
    await pool.confirmSignUp(address, code);
    expect(await statusOf(address)).toBe('CONFIRMED');
  }, 30_000);

  test('a forgotten password is changed with the code of its email, and with no other', async () => {
    await pool.forgotPassword(address);
    const code = await codeTo(address);
    await expect(pool.confirmForgotPassword(address, wrong(code), newPassword)).rejects.toMatchObject({
      name: 'CodeMismatchException',
    });
    await pool.confirmForgotPassword(address, code, newPassword);
    // The emulator's own word for Cognito's NotAuthorizedException.
    await expect(pool.signIn(address, password)).rejects.toMatchObject({ name: 'InvalidPasswordException' });
    await expect(pool.signIn(address, newPassword)).resolves.toMatch(/^ey/);
  }, 30_000);

  test('an invited user finds the temporary password in the email', async () => {
    const invited = `invited-${address}`;
    const temporary = 'Temp<&>"9pass';
    await pool.createUser({ email: invited, locale }, temporary);
    expect(await codeTo(invited)).toBe(temporary);
    await pool.acceptInvitation(invited, temporary, newPassword);
    expect(await statusOf(invited)).toBe('CONFIRMED');
  }, 30_000);
});

test('a changed address is verified with the code of its email', async () => {
  await pool.signUp({ email: 'before@example.com' }, password);
  await pool.confirmSignUp('before@example.com', await codeTo('before@example.com'));
  const token = await pool.signIn('before@example.com', password);
  await pool.changeEmail(token, 'after@example.com');
  const code = await codeTo('after@example.com');
  await expect(pool.verifyEmail(token, wrong(code))).rejects.toMatchObject({ name: 'CodeMismatchException' });
  await pool.verifyEmail(token, code);
}, 30_000);

describe('played in the place of cognito-local', () => {
  test('a code that is sent again confirms the sign-up', async () => {
    await pool.signUp({ email: 'again@example.com' }, password);
    await emailTo('again@example.com');
    await pool.resendCode('again@example.com');
    const email = await emailTo('again@example.com');
    expect(email.tags).toContainEqual({ Name: 'triggerSource', Value: 'resend-code' });
    await pool.confirmSignUp('again@example.com', codeInEmail(email.text) ?? '');
    expect(await statusOf('again@example.com')).toBe('CONFIRMED');
    await pool.forgotPassword('again@example.com');
    await emailTo('again@example.com');
    await expect(pool.resendCode('again@example.com')).rejects.toThrow('no sign-up');
  }, 30_000);

  test('a sign-in code is taken once, and no other is', async () => {
    await pool.sendSignInCode('again@example.com');
    const code = await codeTo('again@example.com');
    expect(code).toMatch(/^\d{8}$/);
    expect(() => pool.confirmSignInCode('again@example.com', wrong(code))).toThrow(
      expect.objectContaining({ name: 'CodeMismatchException' }),
    );
    pool.confirmSignInCode('again@example.com', code);
    expect(() => pool.confirmSignInCode('again@example.com', code)).toThrow();
  }, 30_000);
});

test('a code that was encrypted for a real pool is refused under an id of the emulator', async () => {
  const event = { ...sampleEvent('sign-up'), userPoolId: pool.userPoolId };
  const { outcome } = await sender.send(event);
  expect(outcome).toMatchObject({ status: 'undeliverable', reason: 'pool-mismatch' });
});

test('every one of its events was accepted, and says when its pool was not proven', async () => {
  // An email arrives before its invocation has ended.
  while (pending > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  const outcomes = outcomesIn(lines);
  expect(outcomes.length).toBeGreaterThan(3 * locales.length);
  expect(outcomes.filter(({ status }) => status !== 'accepted')).toEqual([]);
  // The emulator's messages name no pool; what the playground encrypts does.
  const proven = outcomes.filter(({ poolProven }) => poolProven !== false);
  expect(proven.map(({ triggerSource }) => triggerSource)).toEqual(['CustomEmailSender_Authentication']);
});
