import type { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Playground, startPlayground } from '../../../playground/playground.ts';
import { json } from '../../../playground/wire.ts';
import { sendEmail, tagValue } from '../../../src/sender/send/send-email.ts';
import { anEmail, sesClientsOf } from '../../support/ses-steps.ts';

let playground: Playground;
let ses: SESv2Client;
beforeAll(async () => {
  playground = await startPlayground();
  ses = sesClientsOf(playground)('eu-west-1');
});
beforeEach(() => {
  playground.intercept = undefined;
  playground.calls.length = 0;
});
afterAll(() => playground.close());

const email = anEmail();
const send = (more: object = {}) =>
  sendEmail(ses, { ...email, ...more }, { abortSignal: new AbortController().signal });

test('an email goes to one address, by its brand’s identity and configuration set, and is not tracked', async () => {
  const id = await send();
  expect(playground.mailbox.at(-1)?.id).toBe(id);
  const input = playground.calls[0]?.input;
  expect(input).toMatchObject({
    FromEmailAddress: '"Acme" <no-reply@auth.example.com>',
    Destination: { ToAddresses: ['ana.sousa@example.com'] },
    ConfigurationSetName: 'authentication',
    EmailTags: [
      { Name: 'trigger', Value: 'sign-up' },
      { Name: 'pool', Value: 'eu-west-1_A_b__' },
    ],
    ConfigurationOverrides: {
      Tracking: { OpenTrackingEnabled: 'DISABLED', ClickTrackingEnabled: 'DISABLED' },
    },
  });
  expect(input.Content.Simple).toMatchObject({
    Subject: { Data: 'Your code', Charset: 'UTF-8' },
    Body: {
      Html: { Data: '<p>314159</p>', Charset: 'UTF-8' },
      Text: { Data: '314159', Charset: 'UTF-8' },
    },
    Headers: [
      { Name: 'Auto-Submitted', Value: 'auto-generated' },
      { Name: 'X-Auto-Response-Suppress', Value: 'OOF, AutoReply' },
      { Name: 'X-Entity-Ref-ID', Value: 'abc' },
    ],
  });
  expect(input).not.toHaveProperty('ReplyToAddresses');
});

test('answers go where the brand wants them', async () => {
  await send({ brand: { ...email.brand, replyTo: { name: 'Help', address: 'help@acme.example' } } });
  expect(playground.calls[0]?.input.ReplyToAddresses).toEqual(['"Help" <help@acme.example>']);
});

test('an answer without an id is no acceptance', async () => {
  playground.intercept = () => json({});
  await expect(send()).rejects.toThrow(SyntaxError);
});

test('an email is not waited for beyond its time', async () => {
  const controller = new AbortController();
  playground.intercept = () => {
    controller.abort();
    return { status: 200, body: '{}', delay: 10_000 };
  };
  await expect(sendEmail(ses, email, { abortSignal: controller.signal })).rejects.toMatchObject({
    name: 'AbortError',
  });
}, 5000);

test('a tag holds only what SES takes: 1 to 255 of its characters', () => {
  expect(tagValue('Aa0_-')).toBe('Aa0_-');
  expect(tagValue('é@😀')).toBe('___');
  expect(tagValue('')).toBe('_');
  expect(tagValue('x'.repeat(300))).toHaveLength(255);
});
