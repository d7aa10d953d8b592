/** `npm run events`: writes the sample events anew, their codes encrypted under the playground's key. */
import { writeFileSync } from 'node:fs';
import { createEncrypt } from '../playground/encrypt.ts';
import { clientId, homeRegion, userPoolId, users } from '../playground/fixtures.ts';
import { startPlayground } from '../playground/playground.ts';
import { runCommand } from '../src/commands/command.ts';
import { stem, type TriggerSource, triggerSources } from '../src/trigger-source.ts';

const usage = `npm run events -- [--help]
Writes the sample events of events/ anew, each with a new ciphertext of the same code.`;

const userName = '6f2c1d9e-0d5e-4a53-9a0e-6f6b0e6a1c01';
const profile = { 'cognito:user_status': 'CONFIRMED', ...users.get(userName) };

const unconfirmed = { ...profile, 'cognito:user_status': 'UNCONFIRMED', email_verified: 'false' };
const invited = { ...profile, 'cognito:user_status': 'FORCE_CHANGE_PASSWORD' };
const signIn = {
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
  ONE_CLICK_LINK_INVALID: 'https://acme.auth.eu-west-1.amazoncognito.com/feedback?value=invalid&token=sample',
};

interface Sample {
  /** The code or temporary password before it is encrypted. */
  readonly code: string | null;
  readonly userAttributes: Readonly<Record<string, string | null>>;
  /** The app client; the playground's own where not said. */
  readonly caller?: string | null;
  readonly clientMetadata?: object;
}

const samples: Readonly<Record<TriggerSource, Sample>> = {
  CustomEmailSender_SignUp: {
    code: '483920',
    userAttributes: unconfirmed,
    clientMetadata: { locale: 'en-GB' },
  },
  CustomEmailSender_ResendCode: { code: '730164', userAttributes: unconfirmed },
  CustomEmailSender_ForgotPassword: { code: '259047', userAttributes: profile },
  CustomEmailSender_UpdateUserAttribute: { code: '618335', userAttributes: profile },
  CustomEmailSender_VerifyUserAttribute: { code: '904712', userAttributes: profile },
  CustomEmailSender_Authentication: { code: '47281936', userAttributes: profile },
  CustomEmailSender_AdminCreateUser: {
    // Cognito escapes a temporary password for HTML before it encrypts it; this one is  r7<K&q>2"Zm
    code: 'r7&lt;K&amp;q&gt;2&quot;Zm',
    userAttributes: invited,
    caller: 'CLIENT_ID_NOT_APPLICABLE',
  },
  CustomEmailSender_AccountTakeOverNotification: { code: null, userAttributes: signIn, caller: null },
};

await runCommand({ usage }, async () => {
  const playground = await startPlayground();
  try {
    const encrypt = createEncrypt(playground.url);
    for (const source of triggerSources) await writeEvent(source, encrypt);
  } finally {
    await playground.close();
  }
});

async function writeEvent(
  triggerSource: TriggerSource,
  encrypt: ReturnType<typeof createEncrypt>,
): Promise<void> {
  const { code, userAttributes, caller = clientId, clientMetadata = null } = samples[triggerSource];
  const event = {
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
    `${JSON.stringify(event, null, 2)}\n`,
  );
}
