import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createEncrypt } from '../../playground/encrypt.ts';
import { userPoolId } from '../../playground/fixtures.ts';
import { reasons } from '../../src/sender/failure/reason.ts';
import { readMailboxAddress } from '../../src/sender/mailbox.ts';
import { type TriggerSource, triggerSources } from '../../src/trigger-source.ts';
import { anyCharacter } from '../support/any-character.ts';
import { anEvent, type CognitoEvent } from '../support/events.ts';
import { type OutcomeLine, type Sender, startSender } from '../support/sender.ts';

/** Ours, as an adversary's event that names any pool, client and address finds it. */
let sender: Sender;
/** The same, for one pool alone. */
let guarded: Sender;
const code = '58172934';
let ciphertext: string;

beforeAll(async () => {
  [sender, guarded] = await Promise.all([startSender(), startSender({ USER_POOL_IDS: userPoolId })]);
  ciphertext = await createEncrypt(sender.playground.url)(code, userPoolId);
});
afterAll(() => Promise.all([sender, guarded].map((each) => each.close())));

const own = { to: 'ana@example.com' };
const event = (
  bend: (event: CognitoEvent) => void,
  source: TriggerSource = 'CustomEmailSender_SignUp',
): CognitoEvent => {
  const bent = anEvent(source, { code: ciphertext, attributes: { email: own.to } });
  bend(bent);
  return bent;
};
const attempt = async (bent: unknown, through = sender) => {
  const { mailbox, calls, alerts, queue } = through.playground;
  for (const list of [calls, alerts, queue]) list.splice(0);
  const before = mailbox.length;
  const sent = await through.send(bent);
  return { ...sent, emails: mailbox.slice(before), calls: [...calls], kept: queue.length };
};

describe('whatever an event holds', () => {
  const text = fc.oneof(
    fc.string({ unit: anyCharacter, maxLength: 80 }),
    fc.emailAddress(),
    fc.constantFrom('__proto__', 'constructor', 'toString', '', 'null', userPoolId, 'ja', 'x'.repeat(5000)),
  );
  const json = fc.oneof(
    { weight: 4, arbitrary: text },
    fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
  );
  const attributes = fc.dictionary(
    fc.oneof(fc.constantFrom('email', 'name', 'locale', 'zoneinfo'), text),
    json,
    {
      maxKeys: 6,
    },
  );
  const hostile = fc.record(
    {
      source: fc.constantFrom(...triggerSources),
      userName: json,
      region: json,
      callerContext: fc.oneof(json, fc.record({ clientId: json }, { requiredKeys: [] })),
      clientMetadata: fc.oneof(json, attributes),
      userAttributes: fc.oneof(json, attributes),
      unknownMember: json,
      isWhole: fc.boolean(),
      code: json,
    },
    { requiredKeys: ['source', 'isWhole'] },
  );

  test('it ends once, costs one email at most, for nobody else, and writes one small line', async () => {
    const outcomes: OutcomeLine[] = [];
    for (const { source, isWhole, code: otherCode, clientMetadata, userAttributes, ...members } of fc.sample(
      hostile,
      {
        numRuns: 150,
        seed: 5,
      },
    )) {
      const whole = event(() => undefined, source);
      const bent = {
        ...whole,
        ...members,
        request: {
          ...whole.request,
          ...(otherCode !== undefined && { code: otherCode }),
          clientMetadata,
          userAttributes: isWhole
            ? { ...whole.request.userAttributes, ...(userAttributes as object) }
            : userAttributes,
        },
      };
      const { outcome, emails, calls, lines, kept, ms } = await attempt(bent);
      outcomes.push(outcome);
      const ends = { accepted: [1, 0], undeliverable: [0, 1], skipped: [0, 0] }[String(outcome['status'])];
      expect([emails.length, kept]).toEqual(ends);
      expect(calls.filter(({ operation }) => operation === 'Decrypt').length).toBeLessThanOrEqual(1);
      expect(calls.filter(({ operation }) => operation === 'SendEmail').length).toBeLessThanOrEqual(1);
      expect(calls.length).toBeLessThanOrEqual(4);
      expect(lines).toHaveLength(1);
      expect(Buffer.byteLength(lines[0] ?? '')).toBeLessThan(4000);
      expect(ms).toBeLessThan(5000);
      const { email } = (bent.request.userAttributes ?? {}) as { email?: unknown };
      for (const { to, from } of emails) {
        if (source !== 'CustomEmailSender_AccountTakeOverNotification') {
          expect(to).toEqual([readMailboxAddress(String(email))]);
        }
        expect(from).toContain('no-reply@auth.example.com');
      }
    }
    // It is no test if nothing ever goes out, or all does.
    const statuses = new Set(outcomes.map(({ status }) => status));
    expect([...statuses].sort()).toEqual(['accepted', 'skipped', 'undeliverable']);
    // What an event chooses must not make a custom metric of its own: each costs money.
    const dimensions = outcomes.flatMap((line) => [line['triggerSource'], line['reason'] ?? 'none']);
    const known = [...triggerSources, ...reasons, 'unknown', 'none'];
    expect(dimensions.filter((value) => !known.includes(String(value)))).toEqual([]);
  }, 60_000);
});

describe('to the wrong person', () => {
  // An address of an allowed domain that some mailers would take for another's: the name before the @, decoded, ends it.
  test.each([
    '=?utf-8?q?mallory=40evil.example=3e=00?=@example.com',
    '=?x?q?mallory=40evil.example=2c?=x@example.com',
    'mallory@evil.example\u0000@example.com',
    'mallory@evil.example>@example.com',
    'mallory@evil.example,ana@example.com',
    'mallory@evil.example;ana@example.com',
    'mallory@evil.example ana@example.com',
    '"mallory@evil.example "@example.com',
    '<mallory@evil.example>ana@example.com',
    '(mallory@evil.example)ana@example.com',
    'ana@example.com@evil.example',
    'ana@example.com\u2028mallory@evil.example',
    '@evil.example:ana@example.com',
  ])('%j is nobody', async (email) => {
    const { outcome, emails, calls } = await attempt(
      event(({ request }) => Object.assign(request.userAttributes, { email })),
    );
    expect(outcome).toMatchObject({ status: 'skipped', reason: 'recipient-invalid' });
    expect([emails, calls]).toEqual([[], []]);
  });

  test('a member of the prototype is no brand, no language and no trigger source', async () => {
    for (const name of ['__proto__', 'constructor', 'hasOwnProperty']) {
      const { emails } = await attempt(
        event((bent) => {
          bent.callerContext.clientId = name;
          bent.request.clientMetadata = JSON.parse(`{"${name}": "x", "locale": "${name}"}`);
          bent.request.userAttributes['locale'] = name;
        }),
      );
      expect(emails).toMatchObject([{ to: [own.to], subject: expect.stringContaining('Acme') }]);
      const { outcome } = await attempt(event((bent) => Object.assign(bent, { triggerSource: name })));
      expect(outcome['reason']).toBe('unknown-trigger-source');
    }
  });
});

test('phishing: a name reaches nobody who has not confirmed their address', async () => {
  for (const source of triggerSources.filter((each) => /SignUp|ResendCode|Attribute/.test(each))) {
    const { emails } = await attempt(
      event(
        ({ request }) => Object.assign(request.userAttributes, { name: 'Quentin', given_name: 'Quentin' }),
        source,
      ),
    );
    expect(emails).toHaveLength(1);
    expect(`${emails[0]?.subject}${emails[0]?.html}${emails[0]?.text}`).not.toContain('Quentin');
  }
});

describe('a flood', () => {
  test('of events from 300 pools that nobody has: few alerts, no email, no call of KMS or SES', async () => {
    const { playground } = guarded;
    playground.alerts.splice(0);
    playground.calls.splice(0);
    const before = playground.queue.length;
    for (let count = 0; count < 300; count += 1) {
      const id = `eu-west-1_Stranger${count}`;
      await guarded.environment.invoke(event((bent) => Object.assign(bent, { userPoolId: id })));
    }
    expect(playground.alerts.length).toBeGreaterThan(0);
    expect(playground.alerts.length).toBeLessThanOrEqual(21);
    expect(playground.queue.length - before).toBe(300);
    expect(playground.mailbox).toEqual([]);
    expect(playground.calls.filter(({ service }) => service === 'kms' || service === 'ses')).toEqual([]);
  }, 60_000);

  test('of one event again and again: each copy carries the same code to the same person', async () => {
    const copies = [];
    for (let count = 0; count < 3; count += 1) copies.push(...(await attempt(event(() => undefined))).emails);
    expect(new Set(copies.map(({ to, text }) => `${to} ${text.match(/\d{8}/)}`))).toEqual(
      new Set([`${own.to} ${code}`]),
    );
  });
});

describe('as long as Lambda takes an event', () => {
  test.each([
    ['a ciphertext', (bent: CognitoEvent) => Object.assign(bent.request, { code: 'AYAD'.repeat(200_000) })],
    [
      'one that is nearly ours',
      (bent: CognitoEvent) => Object.assign(bent.request, { code: ciphertext + 'AAAA'.repeat(200_000) }),
    ],
    [
      'an address',
      ({ request }: CognitoEvent) =>
        Object.assign(request.userAttributes, { email: `${'a.'.repeat(400_000)}@b` }),
    ],
    [
      'a domain',
      ({ request }: CognitoEvent) =>
        Object.assign(request.userAttributes, { email: `a@${'b-'.repeat(400_000)}.com` }),
    ],
  ])('%s is refused at once', async (_, bend) => {
    const { emails, lines, ms, outcome } = await attempt(event(bend));
    expect(emails).toEqual([]);
    expect(outcome['status']).toMatch(/undeliverable|skipped/);
    expect(lines[0]?.length).toBeLessThan(4000);
    expect(ms).toBeLessThan(2000);
  });
});

test('an event of the largest size that Lambda takes is sent at once, and its line stays small', async () => {
  const { outcome, lines, ms } = await attempt(
    event(({ request }) =>
      Object.assign(request.userAttributes, {
        name: '<&\u202e'.repeat(150_000),
        'custom:x': 'y'.repeat(200_000),
      }),
    ),
  );
  expect(outcome['status']).toBe('accepted');
  expect(lines[0]?.length).toBeLessThan(4000);
  expect(ms).toBeLessThan(2000);
});
