import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Playground, startPlayground } from '../../../playground/playground.ts';
import { json, ServiceError } from '../../../playground/wire.ts';
import { createRedirect } from '../../../src/sender/send/redirect.ts';
import { createSend, type Send } from '../../../src/sender/send/regions.ts';
import { anEmail, sesClientsOf } from '../../support/ses-steps.ts';

const [first, second] = ['eu-west-1', 'eu-central-1'] as const;
const inbox = 'team@acme.example';

let playground: Playground;
let send: Send;
beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.close());
beforeEach(() => {
  playground.intercept = undefined;
  playground.mailbox.length = 0;
  playground.calls.length = 0;
  for (const name of [first, second]) {
    const region = playground.region(name);
    region.sandbox = true;
    region.sending = 'enabled';
    region.identities.set(inbox, 'SUCCESS');
  }
  const sesFor = sesClientsOf(playground);
  send = createRedirect(createSend(sesFor, [first, second]), sesFor, {
    redirectTo: inbox,
    mark: (email, to) => ({ ...email, subject: `for ${to}` }),
  });
});

const ask = ({ milliseconds = 20_000, signal = new AbortController().signal } = {}) =>
  send(anEmail(), { signal, deadline: Date.now() + milliseconds });
const accountAsked = (): string[] =>
  playground.calls.filter(({ operation }) => operation === 'GetAccount').map(({ region }) => region);

test('what every Region’s sandbox refused goes to the inbox, marked, by the preferred Region', async () => {
  expect(await ask()).toMatchObject({
    sesRegion: first,
    sesMessageId: playground.mailbox[0]?.id,
    redirected: { region: first, reason: 'sandbox-recipient-unverified' },
  });
  expect(playground.mailbox).toMatchObject([
    { region: first, to: [inbox], subject: 'for ana.sousa@example.com' },
  ]);
  // An account may be out of the sandbox in one Region and not in another: each is asked.
  expect(accountAsked()).toEqual([first, second]);
});

test('nothing goes there while one Region may yet send to the person: it only fails for another reason', async () => {
  playground.region(second).sending = 'paused';
  await expect(ask()).rejects.toMatchObject({
    incidents: [{ reason: 'sandbox-recipient-unverified' }, { reason: 'sending-paused' }],
  });
  expect(playground.mailbox).toEqual([]);
  expect(accountAsked()).toEqual([]);
});

test.each([
  ['true', { ProductionAccessEnabled: true }],
  ['nothing', {}],
  ['null', { ProductionAccessEnabled: null }],
])('nor unless GetAccount says in as many words that it is the sandbox: it says %s', async (_, account) => {
  for (const where of [first, second]) {
    playground.intercept = ({ operation, region }) =>
      operation === 'GetAccount' && region === where ? json(account) : undefined;
    await expect(ask()).rejects.toMatchObject({ name: 'NotAccepted' });
  }
  expect(playground.mailbox).toEqual([]);
});

test('what keeps the inbox from getting it is not told: the refusal is', async () => {
  playground.region(first).identities.delete(inbox);
  await expect(ask()).rejects.toMatchObject({ incidents: [{ region: first }, { region: second }] });
  playground.intercept = ({ operation }) =>
    operation === 'GetAccount' ? new ServiceError('AccessDeniedException', 'no', 403) : undefined;
  await expect(ask()).rejects.toMatchObject({ name: 'NotAccepted' });
});

test('an error that is no refusal of SES’s is thrown on', async () => {
  const redirect = createRedirect(() => Promise.reject(new TypeError('a bug')), sesClientsOf(playground), {
    redirectTo: inbox,
    mark: (email) => email,
  });
  const limits = { signal: new AbortController().signal, deadline: Date.now() + 1000 };
  await expect(redirect(anEmail(), limits)).rejects.toThrow(TypeError);
});

test('the inbox gets nothing once the time is over', async () => {
  playground.intercept = ({ operation }) =>
    operation === 'GetAccount' ? { status: 200, body: '{}', delay: 10_000 } : undefined;
  const start = performance.now();
  await expect(ask({ milliseconds: 700 })).rejects.toMatchObject({ name: 'NotAccepted' });
  expect(performance.now() - start).toBeLessThan(3000);
  expect(playground.mailbox).toEqual([]);
}, 10_000);

test('what SES takes is not redirected', async () => {
  playground.region(second).sandbox = false;
  expect(await ask()).toMatchObject({ sesRegion: second });
  expect(playground.mailbox).toMatchObject([{ to: ['ana.sousa@example.com'] }]);
});
