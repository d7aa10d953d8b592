import { expect, test } from '@jest/globals';
import { senderEnvironment } from '../../../playground/fixtures.ts';
import { rehearse } from '../../../src/sender/rehearsal/rehearse.ts';
import { parseConfig } from '../../../src/sender/settings/config.ts';

/** Nothing listens there, and no name of it resolves: a request that left would fail. */
const nowhere = 'https://nowhere.invalid';

/** What a rehearsal with these settings would have logged. */
async function rehearsed(settings: Readonly<Record<string, string>>): Promise<Record<string, unknown>[]> {
  const before = { ...process.env };
  Object.assign(process.env, senderEnvironment(nowhere));
  try {
    const lines: string[] = [];
    await rehearse(parseConfig({ ...senderEnvironment(nowhere), ...settings }), (line) => lines.push(line));
    return lines.map((line) => JSON.parse(line));
  } finally {
    process.env = before;
  }
}

test.each([
  ['as it is', {}],
  ['that admits few', { USER_POOL_IDS: 'eu-west-1_PlayGr0nd', ALLOWED_RECIPIENTS: 'example.org' }],
  [
    'with another Region, language and a redirect inbox',
    { SES_REGIONS: 'us-west-2,eu-central-1', DEFAULT_LOCALE: 'ja', SANDBOX_REDIRECT_TO: 'qa@example.org' },
  ],
])('a sender %s goes the whole way of an email, and no request leaves', async (_title, settings) => {
  expect(await rehearsed(settings)).toMatchObject([
    { message: 'outcome', status: 'accepted', triggerSource: 'CustomEmailSender_SignUp' },
  ]);
});
