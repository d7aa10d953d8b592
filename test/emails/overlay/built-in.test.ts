import { cp, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { senderEnvironment } from '../../../playground/fixtures.ts';
import { type Environment, startEnvironment } from '../../../playground/lambda.ts';
import { type Playground, startPlayground } from '../../../playground/playground.ts';
import { type Checkout, copyCheckout } from '../../support/checkout.ts';
import { sampleEvent } from '../../support/events.ts';

// A whole build of the sender.
jest.setTimeout(60_000);

let checkout: Checkout;
let playground: Playground;
let said: string;
beforeAll(async () => {
  checkout = await copyCheckout('built-in-');
  playground = await startPlayground();
  const overlay = join(checkout.directory, 'our-emails');
  await cp(resolve('test/emails/overlay/our-emails'), overlay, { recursive: true });
  const norwegian = { 'sign-up': { subject: 'Bekreftelseskoden din for {{appName}}' } };
  await writeFile(join(overlay, 'locales/nb.json'), JSON.stringify(norwegian));
  const { code, stderr } = await checkout.node(['build.ts', '--emails', overlay]);
  expect(code).toBe(0);
  said = stderr;
});
afterAll(async () => {
  await playground.close();
  await checkout.remove();
});

const start = (env: Record<string, string>): Environment =>
  startEnvironment(
    { ...senderEnvironment(playground.url), ...env },
    join(checkout.directory, 'dist/lambda/handler.mjs'),
  );

test('the build says what is in the place of ours', () => {
  expect(said).toContain(
    'our-emails in the place of ours\n  for all brands: 1 text in en, the language nb (1 text), resend-code.mjml\n',
  );
});

test('the sender that was built sends the overlay’s emails under its brands', async () => {
  const environment = start({});
  const event = sampleEvent('sign-up');
  await environment.invoke({ ...event, request: { ...event.request, clientMetadata: { locale: 'en' } } });
  await environment.close();
  const [email] = playground.mailbox;
  expect(email?.subject).toBe('Your confirmation code for Port Authority');
  expect(email?.text).toContain('Then Port Authority says sorry');
});

test.each(['no', 'nb-NO'])('a reader whose profile says %s has the emails in nb', async (locale) => {
  const environment = start({});
  const event = sampleEvent('sign-up');
  await environment.invoke({ ...event, request: { ...event.request, clientMetadata: { locale } } });
  await environment.close();
  expect(playground.mailbox.at(-1)?.subject).toBe('Bekreftelseskoden din for Port Authority');
});

test('BRANDS beside brands that are built in is refused at start', async () => {
  const environment = start({ BRANDS: '[{"clientIds":["x"],"name":"X"}]' });
  const { error } = await environment.invoke(sampleEvent('sign-up'));
  await environment.close();
  expect(error?.message).toContain('BRANDS is set and brands.json is built in');
});
