import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createEncrypt } from '../../playground/encrypt.ts';
import { userPoolId } from '../../playground/fixtures.ts';
import { triggerSources } from '../../src/trigger-source.ts';
import { anEvent } from '../support/events.ts';
import { type Sender, startSender } from '../support/sender.ts';

// Marks that are found wherever they go: the code, the address's two sides, the user's own name.
const code = '58172934';
const password = 'mArKeRpW-2941';
const attributes = { email: 'leakmarker@leakdomain.example', name: 'Leaky Markerson' };
const marks = [code, password, 'leakmarker', 'leakdomain', 'Markerson'];

const senders: Sender[] = [];
const written: string[] = [];

const withSender = async (env: Record<string, string> = {}, options = {}): Promise<Sender> => {
  const sender = await startSender(env, options);
  senders.push(sender);
  return sender;
};
const send = async ({ environment, playground }: Sender, event: unknown): Promise<void> => {
  const { lines, error, response } = await environment.invoke(event);
  written.push(...lines, error?.shown ?? '', JSON.stringify(response ?? null));
  for (const alert of playground.alerts.splice(0)) written.push(JSON.stringify(alert));
  // The kept event is Cognito's own and names its user; what stands around it may not.
  for (const { body } of playground.queue.splice(0)) {
    const { event: _, ...record } = JSON.parse(body);
    written.push(JSON.stringify(record));
  }
};

beforeAll(async () => {
  const open = await withSender();
  const codes = {
    code: await createEncrypt(open.playground.url)(code, userPoolId),
    password: await createEncrypt(open.playground.url)(password, userPoolId),
  };
  const everySource = (bend: (event: ReturnType<typeof anEvent>) => unknown = (event) => event) =>
    triggerSources.map((source) =>
      bend(
        anEvent(source, {
          ...(source === 'CustomEmailSender_AccountTakeOverNotification'
            ? {}
            : { code: source === 'CustomEmailSender_AdminCreateUser' ? codes.password : codes.code }),
          attributes,
        }),
      ),
    );

  const sandboxed = await withSender({}, { sandbox: true });
  const misconfigured = await withSender({ FROM_ADDRESS: 'Acme <no-reply@unproven.example>' });
  const setless = await withSender({ CONFIGURATION_SET: 'none-such' });
  const unreachable = await withSender({ AWS_ENDPOINT_URL_SESV2: 'http://127.0.0.1:9' });
  for (const sender of [open, sandboxed, misconfigured, setless, unreachable]) {
    for (const event of everySource()) await send(sender, event);
  }
  // Broken on the way in, with the marks in every place that a person can write to.
  const broken = everySource((event) => ({ ...event, triggerSource: attributes.email }));
  for (const event of broken) await send(open, event);
  for (const source of triggerSources) {
    await send(open, anEvent(source, { code: `${code} ${attributes.email}`, attributes }));
    await send(
      open,
      anEvent(source, { attributes: { ...attributes, email: `${attributes.email},${attributes.email}` } }),
    );
    await send(open, anEvent(source, { clientMetadata: { locale: attributes.email, code }, attributes }));
    await send(open, {
      ...anEvent(source, { attributes }),
      userPoolId: attributes.email,
      callerContext: { clientId: attributes.email },
    });
  }
}, 60_000);
afterAll(() => Promise.all(senders.map((sender) => sender.close())));

test('the marks went through: they stand in the emails that were accepted', () => {
  const emails = senders.flatMap(({ playground }) => playground.mailbox);
  for (const mark of [code, password, 'leakmarker']) {
    expect(emails.some(({ to, text }) => `${to} ${text}`.includes(mark))).toBe(true);
  }
});

test('something was written for every event', () => {
  expect(written.filter((line) => line.includes('"message":"outcome"')).length).toBeGreaterThan(70);
});

test.each(marks)('%s stands in nothing that the function wrote, threw or returned', (mark) => {
  expect(written.filter((line) => line.toLowerCase().includes(mark.toLowerCase()))).toEqual([]);
});
