import { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Call } from '../../../playground/call.ts';
import { type Playground, startPlayground } from '../../../playground/playground.ts';
import { ServiceError } from '../../../playground/wire.ts';
import { failureFor } from '../../../src/sender/failure/classify.ts';
import { createDiagnose, type Diagnose } from '../../../src/sender/failure/diagnose.ts';
import type { Incident } from '../../../src/sender/failure/incident.ts';
import type { Reason } from '../../../src/sender/failure/reason.ts';

const home = 'eu-west-1';
const others = ['eu-central-1', 'us-east-1'];
const domain = 'a.auth.example.com';
const from = `no-reply@${domain}`;

let playground: Playground;
let clock = 0;
let diagnose: Diagnose;
beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.close());
beforeEach(() => {
  for (const region of [home, ...others]) {
    playground.resetRegion(region);
    playground.region(region).identities.clear();
  }
  playground.intercept = undefined;
  playground.calls.length = 0;
  clock = 1_000_000;
  diagnose = createDiagnose(sesFor, [home, ...others], { alertWindowSeconds: 900, now: () => clock });
});

const sesFor = (region: string): SESv2Client =>
  new SESv2Client({
    region,
    endpoint: playground.url,
    credentials: { accessKeyId: 'playground', secretAccessKey: 'playground' },
    maxAttempts: 1,
  });

const incident = (reason: Reason, more: Partial<Incident> = {}): Incident => ({
  ...failureFor(reason, 'MessageRejected'),
  region: home,
  from,
  identity: domain,
  configurationSet: 'authentication',
  ...more,
});
const diagnosed = (reason: Reason, more: Partial<Incident> = {}): Promise<Incident> =>
  diagnose(incident(reason, more), new AbortController().signal);
const asked = (operation: string): Call[] => playground.calls.filter((call) => call.operation === operation);
const refuse = (operation: string, name: string, status = 400): void => {
  playground.intercept = (call) =>
    call.operation === operation ? new ServiceError(name, 'no', status) : undefined;
};
const identity = (state: 'verified' | 'unverified' | 'absent', region = home): void => {
  if (state !== 'absent')
    playground.region(region).identities.set(domain, state === 'verified' ? 'SUCCESS' : 'PENDING');
};

describe('what SES says of itself decides', () => {
  test.each<[refusal: Reason, identity: 'verified' | 'unverified' | 'absent', sandbox: boolean, Reason]>([
    ['sandbox-recipient-unverified', 'verified', true, 'sandbox-recipient-unverified'],
    ['sandbox-recipient-unverified', 'absent', true, 'sandbox-recipient-unverified'],
    // SES named the recipient alone, and yet there is no sandbox: nobody can tell.
    ['sandbox-recipient-unverified', 'verified', false, 'identity-unverified'],
    ['sender-unverified', 'absent', false, 'sender-unverified'],
    ['sender-unverified', 'unverified', true, 'sender-unverified'],
    ['sender-unverified', 'verified', true, 'sender-unverified'],
    ['identity-unverified', 'absent', true, 'sender-unverified'],
    ['identity-unverified', 'unverified', false, 'sender-unverified'],
    ['identity-unverified', 'verified', true, 'sandbox-recipient-unverified'],
    ['identity-unverified', 'verified', false, 'identity-unverified'],
  ])('%s, identity %s, sandbox %s: %s', async (refusal, state, sandbox, reason) => {
    playground.region(home).sandbox = sandbox;
    identity(state);
    const told = await diagnosed(refusal);
    expect(told).toEqual({ ...incident(refusal), reason });
  });

  test.each<Reason>(['sender-unverified', 'identity-unverified'])(
    '%s, and another Region has the identity: it is named, the first that does',
    async (refusal) => {
      identity('unverified');
      identity('verified', 'us-east-1');
      identity('unverified', 'eu-central-1');
      expect(await diagnosed(refusal)).toMatchObject({
        reason: 'identity-in-other-region',
        verifiedIn: 'us-east-1',
      });
    },
  );

  test('another Region is named only where that is the reason', async () => {
    identity('verified', 'us-east-1');
    playground.region(home).sandbox = true;
    const told = await diagnosed('sandbox-recipient-unverified');
    expect(told.reason).toBe('sandbox-recipient-unverified');
    expect(told).not.toHaveProperty('verifiedIn');
  });

  test('a verified identity is not looked for elsewhere, and no Region is asked twice', async () => {
    identity('verified');
    await diagnosed('identity-unverified');
    expect(new Set(playground.calls.map(({ region }) => region))).toEqual(new Set([home]));
    await diagnosed('identity-unverified', { identity: 'other.example', from: 'a@other.example' });
    const identities = asked('GetEmailIdentity').map(({ region, input }) => [region, input.EmailIdentity]);
    const distinct = new Set(identities.map((each) => each.join(' ')));
    expect(distinct.size).toBe(identities.length);
  });

  test('parents of the domain answer for it, but no top-level domain, and then the address itself', async () => {
    await diagnosed('identity-unverified');
    expect(
      asked('GetEmailIdentity')
        .filter(({ region }) => region === home)
        .map(({ input }) => decodeURIComponent(input.EmailIdentity)),
    ).toEqual([domain, 'auth.example.com', 'example.com', from]);
    playground.region(home).sandbox = true;
    playground.region(home).identities.set('example.com', 'SUCCESS');
    clock += 60_000;
    expect(await diagnosed('identity-unverified')).toMatchObject({ reason: 'sandbox-recipient-unverified' });
  });

  test('a reason that SES gives in words of its own needs no question', async () => {
    const paused = incident('sending-paused');
    expect(await diagnose(paused, new AbortController().signal)).toBe(paused);
    expect(playground.calls).toEqual([]);
  });
});

describe('what SES will not say', () => {
  test('is said, and the refusal stays what it was', async () => {
    identity('verified');
    refuse('GetAccount', 'AccessDeniedException', 403);
    const told = await diagnosed('identity-unverified');
    expect(told.reason).toBe('identity-unverified');
    expect(told.undetermined).toHaveLength(1);
    expect(told.undetermined?.[0]).toContain('AccessDeniedException');
  });

  test('of the identity is no claim that it is absent, nor that it is verified', async () => {
    playground.region(home).sandbox = true;
    refuse('GetEmailIdentity', 'AccessDeniedException', 403);
    const told = await diagnosed('identity-unverified');
    expect(told.reason).toBe('identity-unverified');
    expect(told.undetermined).toHaveLength(1);
    expect(asked('GetEmailIdentity').map(({ region }) => region)).toEqual([home]);
  });

  test('of another Region is named with that Region', async () => {
    playground.intercept = ({ region }) =>
      region === 'us-east-1' ? new ServiceError('AccessDeniedException', 'no', 403) : undefined;
    const { undetermined } = await diagnosed('identity-unverified');
    expect(undetermined).toHaveLength(1);
    expect(undetermined?.[0]).toContain('us-east-1');
  });

  test('for want of a permission is not asked again within the window', async () => {
    identity('verified');
    refuse('GetAccount', 'AccessDeniedException', 403);
    for (let count = 0; count < 2; count += 1) await diagnosed('identity-unverified');
    expect(asked('GetAccount')).toHaveLength(1);
  });

  test.each([
    ['TooManyRequestsException', 429],
    ['InternalServiceErrorException', 500],
  ])('for a reason that passes (%s) is asked again by the next email', async (name, status) => {
    identity('verified');
    playground.region(home).sandbox = true;
    refuse('GetAccount', name, status);
    expect(await diagnosed('identity-unverified')).toMatchObject({ reason: 'identity-unverified' });
    playground.intercept = undefined;
    const told = await diagnosed('identity-unverified');
    expect(told).toMatchObject({ reason: 'sandbox-recipient-unverified' });
    expect(told).not.toHaveProperty('undetermined');
  });

  test('in time is given up', async () => {
    const controller = new AbortController();
    playground.intercept = () => {
      controller.abort();
      return { status: 200, body: '{}', delay: 10_000 };
    };
    const told = await diagnose(incident('identity-unverified'), controller.signal);
    expect(told.reason).toBe('identity-unverified');
    expect(told.undetermined).toHaveLength(2);
    expect(playground.calls.length).toBeLessThanOrEqual(2);
  }, 5000);
});

describe('what SES has said', () => {
  test('is believed for a minute, and then asked for again', async () => {
    identity('verified');
    await diagnosed('identity-unverified');
    clock += 59_999;
    await diagnosed('identity-unverified');
    expect(asked('GetAccount')).toHaveLength(1);
    clock += 1;
    await diagnosed('identity-unverified');
    expect(asked('GetAccount')).toHaveLength(2);
  });

  test('is believed no longer than one alert stands for all', async () => {
    diagnose = createDiagnose(sesFor, others, { alertWindowSeconds: 10, now: () => clock });
    identity('verified');
    await diagnosed('identity-unverified');
    clock += 10_000;
    await diagnosed('identity-unverified');
    expect(asked('GetAccount')).toHaveLength(2);
  });

  test('is of one Region and one From address', async () => {
    identity('verified');
    identity('verified', 'us-east-1');
    await diagnosed('identity-unverified');
    await diagnosed('identity-unverified', { region: 'us-east-1' });
    await diagnosed('identity-unverified', { from: `support@${domain}` });
    expect(asked('GetAccount')).toHaveLength(3);
  });
});
