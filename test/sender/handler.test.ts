import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createEncrypt } from '../../playground/encrypt.ts';
import { userPoolId } from '../../playground/fixtures.ts';
import { defaultCodeShownIn } from '../../src/sender/render/code-shown-in.ts';
import { stem, triggerSources } from '../../src/trigger-source.ts';
import { anEvent, sampleEvent, sourcesWithCode } from '../support/events.ts';
import { type Sender, startSender } from '../support/sender.ts';

let sender: Sender;
let encrypt: (code: string, pool?: string) => Promise<string>;

beforeAll(async () => {
  sender = await startSender();
  encrypt = createEncrypt(sender.playground.url);
});
beforeEach(() => {
  sender.playground.mailbox.length = 0;
});
afterAll(() => sender.close());

describe('the built sender', () => {
  test.each(triggerSources)('%s: the sample event becomes one email that SES accepts', async (source) => {
    const { outcome, response, lines } = await sender.send(sampleEvent(stem(source)));

    const [email, ...others] = sender.playground.mailbox;
    expect(others).toEqual([]);
    expect(email).toMatchObject({
      from: '"Acme" <no-reply@auth.example.com>',
      to: ['ana.sousa@example.com'],
      configurationSet: 'authentication',
      tags: expect.arrayContaining([
        { Name: 'triggerSource', Value: stem(source) },
        { Name: 'brand', Value: 'Acme' },
        { Name: 'locale', Value: 'en' },
      ]),
    });
    expect(email?.headers.map(({ Name }) => Name)).toEqual([
      'Auto-Submitted',
      'X-Auto-Response-Suppress',
      'X-Entity-Ref-ID',
    ]);
    expect(outcome).toMatchObject({
      status: 'accepted',
      stage: 'send',
      triggerSource: source,
      userPoolId,
      brand: 'Acme',
      locale: 'en',
      sesRegion: 'eu-west-1',
      sesMessageId: email?.id,
      recipient: 'a***@e***',
      EmailAccepted: 1,
      SendTime: expect.any(Number),
    });
    expect(response).toBeNull();
    expect(lines).toHaveLength(1);
  });

  test.each(sourcesWithCode)(
    '%s: the code stands exactly once in each visible part, in the preview where it may, and never in the subject',
    async (source) => {
      const code = source === 'CustomEmailSender_AdminCreateUser' ? 'Xq7marker-Pw' : '70718293';
      await sender.send(anEvent(source, { code: await encrypt(code, userPoolId) }));

      const [email] = sender.playground.mailbox;
      expect(email?.text.split(code)).toHaveLength(2);
      const inPreview = defaultCodeShownIn[stem(source)] === 'preview';
      expect(email?.html.split(code)).toHaveLength(inPreview ? 3 : 2);
      expect(email?.subject).not.toContain(code);
    },
  );

  test('a temporary password is unescaped exactly once: raw in the text part, escaped in the HTML part', async () => {
    await sender.send(
      anEvent('CustomEmailSender_AdminCreateUser', {
        code: await encrypt('a&lt;b&amp;lt;c&gt;&quot;', userPoolId),
      }),
    );

    const [email] = sender.playground.mailbox;
    expect(email?.text).toContain('a<b&lt;c>"');
    expect(email?.html).toContain('a&lt;b&amp;lt;c&gt;&quot;');
  });

  test('a code of any other source is not unescaped', async () => {
    await sender.send(anEvent('CustomEmailSender_SignUp', { code: await encrypt('1&lt;2', userPoolId) }));
    expect(sender.playground.mailbox[0]?.text).toContain('1&lt;2');
  });

  test('members that Cognito may add one day are tolerated', async () => {
    const event = sampleEvent('sign-up');
    const { outcome } = await sender.send({
      ...event,
      response: {},
      novelty: [1],
      request: { ...event.request, hint: { a: 1 } },
    });
    expect(outcome['status']).toBe('accepted');
  });

  test('a message that names no pool, as emulators send it, is accepted and noted', async () => {
    const { outcome } = await sender.send(
      anEvent('CustomEmailSender_SignUp', { code: await encrypt('112233') }),
    );
    expect(outcome).toMatchObject({ status: 'accepted', poolProven: false });
  });

  test('the email goes to the address with its domain in punycode', async () => {
    await sender.send(anEvent('CustomEmailSender_SignUp', { attributes: { email: 'ana@exämple.com' } }));
    expect(sender.playground.mailbox[0]?.to).toEqual(['ana@xn--exmple-cua.com']);
  });

  test('open and click tracking are switched off for each email', async () => {
    await sender.send(sampleEvent('sign-up'));
    expect(sender.playground.calls.at(-1)).toMatchObject({
      operation: 'SendEmail',
      input: {
        ConfigurationOverrides: {
          Tracking: { OpenTrackingEnabled: 'DISABLED', ClickTrackingEnabled: 'DISABLED' },
        },
      },
    });
  });

  test('each email has a reference of its own, the id of its code', async () => {
    const first = await sender.send(sampleEvent('sign-up'));
    await sender.send(sampleEvent('forgot-password'));
    const references = sender.playground.mailbox.map(
      ({ headers }) => headers.find(({ Name }) => Name === 'X-Entity-Ref-ID')?.Value,
    );
    expect(references[0]).toBe(first.outcome['codeId']);
    expect(new Set(references).size).toBe(2);
  });
});
