import { mkdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { startFakeServices } from '../../../benchmarks/fake-services.ts';
import { senderEnvironment } from '../../../playground/fixtures.ts';
import { startEnvironment } from '../../../playground/lambda.ts';
import { rehearse } from '../../../src/sender/rehearsal/rehearse.ts';
import { parseConfig } from '../../../src/sender/settings/config.ts';
import { sampleEvent } from '../../support/events.ts';
import { outcomesIn } from '../../support/sender.ts';

/** No name of it resolves: a request that left would fail. */
const nowhere = 'https://nowhere.invalid';

/** What a rehearsal with these settings would have logged. */
async function rehearsed(settings: Readonly<Record<string, string>>): Promise<Record<string, unknown>[]> {
  const before = process.env;
  process.env = { ...before, ...senderEnvironment(nowhere) };
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
    'with other Regions, another language and a redirect inbox',
    { SES_REGIONS: 'us-west-2,eu-central-1', DEFAULT_LOCALE: 'ja', SANDBOX_REDIRECT_TO: 'qa@example.org' },
  ],
])('a sender %s goes the whole way of an email, and no request leaves', async (_title, settings) => {
  const accepted = { status: 'accepted', triggerSource: 'CustomEmailSender_SignUp' };
  expect(await rehearsed(settings)).toMatchObject([accepted]);
});

test('the built sender has asked nobody and logged nothing when its first event comes', async () => {
  mkdirSync(new URL('../../../dist/bench/', import.meta.url), { recursive: true });
  const services = await startFakeServices(0);
  const { playground } = services;
  const environment = startEnvironment({
    ...senderEnvironment(services.kmsUrl),
    AWS_ENDPOINT_URL_SESV2: services.sesUrl,
    NODE_EXTRA_CA_CERTS: services.certificateFile,
  });
  try {
    await environment.ready;
    expect([playground.calls, playground.mailbox, playground.queue, playground.alerts]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    const { lines } = await environment.invoke(sampleEvent('sign-up'));
    expect(outcomesIn(lines)).toMatchObject([{ status: 'accepted', userPoolId: 'eu-west-1_PlayGr0nd' }]);
    expect(playground.calls).toHaveLength(2);
    expect(lines.join()).not.toContain('ehearsal');
  } finally {
    await environment.close();
    await services.close();
  }
});

test('a rehearsal that fails is none, and no error', async () => {
  const failing = (): never => {
    throw new Error('no');
  };
  await expect(rehearse(parseConfig(senderEnvironment(nowhere)), failing)).resolves.toBeUndefined();
});
