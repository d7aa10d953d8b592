import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Playground, startPlayground } from '../../../playground/playground.ts';
import { json, ServiceError } from '../../../playground/wire.ts';
import type { ClientSettings } from '../../../src/sender/aws/client-settings.ts';
import type { EmailRequest } from '../../../src/sender/email-request.ts';
import { type AdminGetUser, createAdminGetUser } from '../../../src/sender/read/admin-get-user.ts';
import { readEvent } from '../../../src/sender/read/read-event.ts';
import { createFindRecipient } from '../../../src/sender/read/recipient.ts';
import { sampleEvent } from '../../support/events.ts';

const regions = ['us-west-2', 'eu-west-1'] as const;
const { signal } = new AbortController();

let playground: Playground;
let adminGetUser: AdminGetUser;
let warning: EmailRequest;
const before = { ...process.env };
beforeAll(async () => {
  warning = readEvent(sampleEvent('account-take-over-notification'));
  playground = await startPlayground();
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'playground', AWS_SECRET_ACCESS_KEY: 'playground' });
  const settings = { endpoint: playground.url, maxAttempts: 1 } as unknown as ClientSettings;
  adminGetUser = createAdminGetUser({ settings, regions });
});
beforeEach(() => {
  playground.intercept = undefined;
  playground.calls.length = 0;
});
afterAll(async () => {
  process.env = before;
  await playground.close();
});

test('gives the attributes of the user that the event names', async () => {
  const attributes = await adminGetUser(warning, signal);
  expect(attributes.get('email')).toContain('@');
  expect(playground.calls[0]?.input).toEqual({ UserPoolId: warning.userPoolId, Username: warning.userName });
});

test.each([
  ['us-west-2', 'us-west-2'],
  ['eu-west-1', 'eu-west-1'],
  ['ap-south-1', 'us-west-2'],
  [undefined, 'us-west-2'],
])('an event of %s is asked about in %s', async (region, asked) => {
  const { region: _, ...request } = warning;
  await adminGetUser({ ...request, ...(region !== undefined && { region }) }, signal);
  expect(playground.calls.map((call) => call.region)).toEqual([asked]);
});

test('a user who is gone has no address any more', async () => {
  playground.intercept = () => new ServiceError('UserNotFoundException', 'User does not exist.');
  await expect(adminGetUser(warning, signal)).rejects.toMatchObject({ reason: 'recipient-missing' });
});

test.each(['AccessDeniedException', 'TooManyRequestsException'])(
  'any other answer is no word about the user: %s',
  async (name) => {
    playground.intercept = () => new ServiceError(name, 'no');
    await expect(adminGetUser(warning, signal)).rejects.toMatchObject({ name });
  },
);

test('a user without attributes has no address', async () => {
  playground.intercept = () => json({ Username: 'ana' });
  const find = createFindRecipient(async () => adminGetUser);
  await expect(find(warning, signal)).rejects.toMatchObject({ reason: 'recipient-missing' });
});

test('is not waited for beyond its time', async () => {
  const controller = new AbortController();
  playground.intercept = () => {
    controller.abort();
    return { status: 200, body: '{}', delay: 10_000 };
  };
  await expect(adminGetUser(warning, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
}, 5000);

test('a warning is in the language and the time zone of the user', async () => {
  playground.intercept = () =>
    json({
      UserAttributes: [
        { Name: 'email', Value: 'ana@example.com' },
        { Name: 'locale', Value: 'pt-PT' },
        { Name: 'custom:locale', Value: 'ja' },
        { Name: 'zoneinfo', Value: 'Europe/Lisbon' },
      ],
    });
  const find = createFindRecipient(async () => adminGetUser);
  expect(await find({ ...warning, locales: ['de'] }, signal)).toMatchObject({
    recipient: 'ana@example.com',
    zoneinfo: 'Europe/Lisbon',
    locales: ['de', 'pt-PT', 'ja'],
  });
  playground.intercept = () => json({ UserAttributes: [{ Name: 'email', Value: 'ana@example.com' }] });
  const bare = await find(warning, signal);
  expect(bare.locales).toEqual(warning.locales);
  expect(bare).not.toHaveProperty('zoneinfo');
});

test('whoever has an address in the event is not asked about', async () => {
  const request = readEvent(sampleEvent('sign-up'));
  const find = createFindRecipient(async () => adminGetUser);
  expect(await find(request, signal)).toEqual(request);
  expect(playground.calls).toEqual([]);
});
