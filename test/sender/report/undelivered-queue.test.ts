import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Playground, startPlayground } from '../../../playground/playground.ts';
import type { ClientSettings } from '../../../src/sender/aws/client-settings.ts';
import { failureFor } from '../../../src/sender/failure/classify.ts';
import { startInvocation } from '../../../src/sender/invocation.ts';
import { createUndeliveredQueue } from '../../../src/sender/report/undelivered-queue.ts';
import { sampleEvent } from '../../support/events.ts';

let playground: Playground;
const before = { ...process.env };
beforeAll(async () => {
  playground = await startPlayground();
  Object.assign(process.env, {
    AWS_REGION: 'ap-northeast-1',
    AWS_ACCESS_KEY_ID: 'playground',
    AWS_SECRET_ACCESS_KEY: 'playground',
  });
});
afterAll(async () => {
  process.env = before;
  await playground.close();
});

test.each([
  ['https://sqs.eu-central-1.amazonaws.com/111122223333/undelivered', 'eu-central-1'],
  ['https://sqs.cn-north-1.amazonaws.com.cn/111122223333/undelivered', 'cn-north-1'],
  ['https://vpce-0a1b-2c3d.sqs.us-west-2.vpce.amazonaws.com/111122223333/undelivered', 'us-west-2'],
  // A queue that names no Region is in the function's own.
  ['http://127.0.0.1:9/111122223333/undelivered', 'ap-northeast-1'],
  ['https://example.com/https://sqs.eu-central-1.amazonaws.com/undelivered', 'ap-northeast-1'],
])('a queue is written to in its own Region: %s', async (url, region) => {
  playground.calls.length = 0;
  const expiries: unknown[] = [];
  const store = createUndeliveredQueue(url, {
    settings: { endpoint: playground.url, useQueueUrlAsEndpoint: false } as unknown as ClientSettings,
    expiresAt: (triggerSource) => {
      expiries.push(triggerSource);
      return '2026-11-21T12:00:00.000Z';
    },
  });
  const event = sampleEvent('sign-up');
  const incident = {
    ...failureFor('sending-paused', 'MessageRejected'),
    region: 'eu-west-1',
    from: 'no-reply@auth.example.com',
    identity: 'auth.example.com',
    configurationSet: 'authentication',
  };
  const invocation = startInvocation(event, 0);
  if (region === 'us-west-2') invocation.annotate({ sesRegion: 'eu-north-1' });
  await store({ incident, invocation, event }, new AbortController().signal);
  expect(playground.calls.map((call) => [call.operation, call.region])).toEqual([['SendMessage', region]]);
  expect(expiries).toEqual([event.triggerSource]);
  const { at, expiresAt, ...record } = JSON.parse(playground.queue.at(-1)?.body ?? '');
  expect(expiresAt).toBe('2026-11-21T12:00:00.000Z');
  expect(record).toEqual({
    version: 1,
    reason: 'sending-paused',
    stage: 'read',
    remedy: expect.any(String),
    sesRegion: region === 'us-west-2' ? 'eu-north-1' : null,
    codeId: invocation.details.codeId,
    triggerSource: event.triggerSource,
    userPoolId: event.userPoolId,
    event,
  });
  expect(invocation.details.codeId).toEqual(expect.any(String));
  expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(10_000);
});
