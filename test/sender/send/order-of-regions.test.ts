import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Playground, startPlayground } from '../../../playground/playground.ts';
import { ServiceError } from '../../../playground/wire.ts';
import { NotAccepted } from '../../../src/sender/failure/incident.ts';
import { createSend, type Send } from '../../../src/sender/send/regions.ts';
import { anEmail, sesClientsOf } from '../../support/ses-steps.ts';

const [first, second, third] = ['eu-west-1', 'eu-central-1', 'us-east-1'] as const;
const paused = new ServiceError('MessageRejected', 'Sending paused for this account.');

let playground: Playground;
let clock = 0;
let send: Send;
/** What SES answers in each Region; where nothing is said, it takes the email. */
const answers = new Map<string, ServiceError | 'nothing'>();
beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.close());
beforeEach(() => {
  answers.clear();
  playground.calls.length = 0;
  playground.intercept = ({ region }) => {
    const answer = answers.get(region);
    return answer === 'nothing' ? { status: 200, body: '{}', delay: 10_000 } : answer;
  };
  clock = Date.now();
  send = createSend(sesClientsOf(playground), [first, second, third], { now: () => clock });
});

const ask = (milliseconds = 30_000, brand = {}, signal = new AbortController().signal) =>
  send(anEmail(brand), { signal, deadline: clock + milliseconds });
/** In which order the Regions were asked since the last time. */
const asked = (): string[] => playground.calls.splice(0).map(({ region }) => region);

describe('a Region that could not send', () => {
  beforeEach(async () => {
    answers.set(first, paused);
    expect(await ask()).toMatchObject({
      sesRegion: second,
      failedOver: { region: first, reason: 'sending-paused' },
    });
    expect(asked()).toEqual([first, second]);
  });

  test('is asked last for a minute, and what was wrong with it is told all the same', async () => {
    expect(await ask()).toMatchObject({ sesRegion: second, failedOver: { region: first } });
    clock += 59_999;
    await ask();
    expect(asked()).toEqual([second, second]);
    clock += 1;
    await ask();
    expect(asked()).toEqual([first, second]);
  });

  test('is asked first again once it has sent', async () => {
    answers.set(second, paused).set(third, paused);
    answers.delete(first);
    const accepted = await ask();
    expect(accepted.sesRegion).toBe(first);
    expect(accepted).not.toHaveProperty('failedOver');
    expect(asked()).toEqual([second, third, first]);
    await ask();
    expect(asked()).toEqual([first]);
  });

  test('is that for its From address and its configuration set alone', async () => {
    playground.region(second).configurationSets.set('brand-b', true);
    await ask(30_000, { configurationSet: 'brand-b' });
    await ask(30_000, { from: { address: 'login@auth.example.com' } });
    expect(asked()).toEqual([first, second, first, second]);
  });
});

test('a Region that is throttled is asked first by the next email: that passes within a second', async () => {
  answers.set(first, new ServiceError('TooManyRequestsException', 'Maximum sending rate exceeded.', 429));
  for (let count = 0; count < 2; count += 1) {
    expect(await ask()).toMatchObject({ sesRegion: second, failedOver: { reason: 'throttled' } });
    expect(asked()).toEqual([first, second]);
  }
});

test('a Region that was starved of time has not shown that it is slow: the next email asks it first', async () => {
  answers.set(first, 'nothing');
  expect(await ask(900)).toMatchObject({ sesRegion: second, failedOver: { reason: 'timed-out' } });
  await ask(900);
  expect(asked()).toEqual([first, second, first, second]);
});

test('a Region that had two seconds and did not answer is asked last', async () => {
  answers.set(first, 'nothing');
  expect(await ask(6000)).toMatchObject({ sesRegion: second, failedOver: { reason: 'timed-out' } });
  await ask(6000);
  expect(asked()).toEqual([first, second, second]);
}, 10_000);

test('the time that is left is shared by the Regions still to be asked', async () => {
  answers.set(first, 'nothing').set(second, 'nothing').set(third, 'nothing');
  const start = performance.now();
  clock = Date.now();
  await expect(ask(900)).rejects.toThrow(NotAccepted);
  // The clock stands still, so each has its share of all: a third, a half, the whole.
  const took = performance.now() - start;
  expect(took).toBeGreaterThan(1600);
  expect(took).toBeLessThan(3000);
}, 10_000);

test('no time that is left is no negative time', async () => {
  await expect(ask(-5000)).rejects.toMatchObject({
    incidents: [{ reason: 'timed-out' }, { reason: 'timed-out' }, { reason: 'timed-out' }],
  });
});

test('what stood in the way is told in the order of preference, whatever order they were asked in', async () => {
  answers.set(first, paused);
  await ask();
  answers.set(second, paused).set(third, paused);
  asked();
  await expect(ask()).rejects.toMatchObject({
    message: `${first}: sending-paused, ${second}: sending-paused, ${third}: sending-paused`,
    incidents: [{ region: first }, { region: second }, { region: third }],
  });
  expect(asked()).toEqual([second, third, first]);
});

test('no other Region is asked about an email that all would refuse, nor once it is too late', async () => {
  answers.set(first, new ServiceError('BadRequestException', "Missing final '@domain'"));
  await expect(ask()).rejects.toMatchObject({ incidents: [{ reason: 'recipient-invalid' }] });
  expect(asked()).toEqual([first]);
  await expect(ask(30_000, {}, AbortSignal.abort())).rejects.toMatchObject({
    incidents: [{ region: first, reason: 'timed-out' }],
  });
  answers.clear();
  expect(await ask()).toMatchObject({ sesRegion: first });
});

test('a refusal about our own Reply-To is not the user’s fault', async () => {
  answers.set(first, new ServiceError('BadRequestException', "Missing final '@domain': help@acme.example"));
  await expect(ask(30_000, { replyTo: { address: 'help@acme.example' } })).rejects.toMatchObject({
    incidents: [
      {
        reason: 'content-rejected',
        region: first,
        from: 'no-reply@auth.example.com',
        identity: 'auth.example.com',
        configurationSet: 'authentication',
      },
    ],
  });
});
