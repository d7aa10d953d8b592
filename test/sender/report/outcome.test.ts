import { expect, test } from '@jest/globals';
import { failureFor } from '../../../src/sender/failure/classify.ts';
import { startInvocation } from '../../../src/sender/invocation.ts';
import { outcomeLine } from '../../../src/sender/report/outcome.ts';
import { version } from '../../../src/version.ts';
import { sampleEvent } from '../../support/events.ts';

const place = { service: 'codes', requestId: 'r-1', now: Date.parse('2026-11-21T12:00:00Z') };
const nap = () => new Promise((resolve) => setTimeout(resolve, 5));
const incident = {
  ...failureFor('sending-paused', 'MessageRejected', { detail: 'found so' }),
  region: 'eu-west-1',
  from: 'no-reply@auth.example.com',
  identity: 'auth.example.com',
  configurationSet: 'authentication',
};

test('an outcome counts the time of KMS and of SES where they were asked', async () => {
  const invocation = startInvocation(sampleEvent('sign-up'), 0);
  await invocation.runStage('decrypt', nap);
  await invocation.runStage('send', nap);
  const line = JSON.parse(outcomeLine({ status: 'accepted' }, invocation, place));
  expect(line).toMatchObject({ message: 'outcome', status: 'accepted', stage: 'send', EmailAccepted: 1 });
  expect(line.DecryptTime).toBe(line.times.decrypt);
  expect(line.SendTime).toBe(line.times.send);
  expect(line.SendTime).toBeGreaterThan(0);
  for (const absent of ['reason', 'error', 'detail']) expect(line).not.toHaveProperty(absent);
});

test('an outcome without them counts no time', () => {
  const invocation = startInvocation(sampleEvent('sign-up'), 0);
  const line = JSON.parse(outcomeLine({ status: 'undeliverable', incident }, invocation, place));
  expect(line).toMatchObject({
    timestamp: '2026-11-21T12:00:00.000Z',
    service: 'codes',
    version,
    requestId: 'r-1',
    reason: 'sending-paused',
    error: 'MessageRejected',
    detail: 'found so',
    EmailUndeliverable: 1,
  });
  const declared = line._aws.CloudWatchMetrics[0].Metrics.map(({ Name }: { Name: string }) => Name);
  expect(declared).toEqual(['EmailUndeliverable']);
});
