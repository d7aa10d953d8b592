/** `npm run events`: writes the eight sample events anew, their codes encrypted under the playground's key. */
import { writeFileSync } from 'node:fs';
import { createEncrypt } from '../playground/encrypt.ts';
import { clientId, homeRegion, userPoolId, users } from '../playground/fixtures.ts';
import { startPlayground } from '../playground/playground.ts';
import { runCommand } from '../src/commands/command.ts';
import { stem, type TriggerSource } from '../src/trigger-source.ts';

const usage = `npm run events -- [--help]
Writes the eight sample events of events/ anew, each with a new ciphertext of the same code.`;

const userName = '6f2c1d9e-0d5e-4a53-9a0e-6f6b0e6a1c01';
const profile = { 'cognito:user_status': 'CONFIRMED', ...users.get(userName) };

const unconfirmed = { ...profile, 'cognito:user_status': 'UNCONFIRMED', email_verified: 'false' };
const invited = { ...profile, 'cognito:user_status': 'FORCE_CHANGE_PASSWORD' };
const admin = { caller: 'CLIENT_ID_NOT_APPLICABLE' };

await runCommand({ usage }, async () => {
  const playground = await startPlayground();
  try {
    await writeEvents(createEncrypt(playground.url));
  } finally {
    await playground.close();
  }
});

async function writeEvents(encrypt: ReturnType<typeof createEncrypt>): Promise<void> {
  const event = async (
    triggerSource: TriggerSource,
    code: string | null,
    userAttributes: Readonly<Record<string, string | null>> = profile,
    {
      caller = clientId,
      clientMetadata = null,
    }: { caller?: string | null; clientMetadata?: object | null } = {},
  ): Promise<void> => {
    const shape = {
      version: '1',
      triggerSource,
      region: homeRegion,
      userPoolId,
      userName,
      callerContext: { awsSdkVersion: caller === null ? null : 'aws-sdk-unknown-unknown', clientId: caller },
      request: {
        type: 'customEmailSenderRequestV1',
        code: code === null ? null : await encrypt(code, userPoolId),
        clientMetadata,
        userAttributes,
      },
    };
    writeFileSync(
      new URL(`${stem(triggerSource)}.json`, import.meta.url),
      `${JSON.stringify(shape, null, 2)}\n`,
    );
  };

  await event('CustomEmailSender_SignUp', '483920', unconfirmed, { clientMetadata: { locale: 'en-GB' } });
  await event('CustomEmailSender_ResendCode', '730164', unconfirmed);
  await event('CustomEmailSender_ForgotPassword', '259047', profile);
  await event('CustomEmailSender_UpdateUserAttribute', '618335', profile);
  await event('CustomEmailSender_VerifyUserAttribute', '904712', profile);
  await event('CustomEmailSender_Authentication', '47281936', profile);
  // Cognito escapes a temporary password for HTML before it encrypts it; this one is  r7<K&q>2"Zm
  await event('CustomEmailSender_AdminCreateUser', 'r7&lt;K&amp;q&gt;2&quot;Zm', invited, admin);
  await event(
    'CustomEmailSender_AccountTakeOverNotification',
    null,
    {
      EVENT_ID: '2f1b6f0e-8a0d-4d5c-9c0f-1c3b5a7d9e11',
      USER_NAME: userName,
      IP_ADDRESS: '203.0.113.77',
      CITY: 'Lisbon',
      COUNTRY: 'Portugal',
      DEVICE_NAME: 'Chrome 142, Windows',
      LOGIN_TIME: 'Friday, March 20, 2026 02:25 PM UTC',
      ACCOUNT_TAKE_OVER_ACTION: 'BLOCK',
      FEEDBACK_TOKEN: 'sample-feedback-token',
      ONE_CLICK_LINK_VALID: 'https://acme.auth.eu-west-1.amazoncognito.com/feedback?value=valid&token=sample',
      ONE_CLICK_LINK_INVALID:
        'https://acme.auth.eu-west-1.amazoncognito.com/feedback?value=invalid&token=sample',
    },
    { caller: null },
  );
}
