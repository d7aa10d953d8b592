import { inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import { NotAccepted } from '../../../src/sender/failure/incident.ts';
import { startInvocation } from '../../../src/sender/invocation.ts';
import { reportOutcome, type SenderContext } from '../../../src/sender/report/report.ts';
import { sampleEvent } from '../../support/events.ts';

const event = sampleEvent('sign-up');
const defaults = {
  region: 'eu-west-1',
  from: 'no-reply@auth.example.com',
  identity: 'auth.example.com',
  configurationSet: 'authentication',
};
const context = () =>
  ({
    awsRequestId: 'r-1',
    functionName: 'email-sender',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:email-sender',
    getRemainingTimeInMillis: () => 20_000,
    invocation: startInvocation(event, 0),
  }) as unknown as SenderContext;

test('a report that cannot be made is told to Lambda, which tries again, and shows nothing of the email', async () => {
  const middleware = reportOutcome({
    service: 'codes',
    incidentDefaults: defaults,
    diagnose: async (incident) => incident,
    store: () => Promise.reject(new Error('never asked')),
    alert: () => Promise.reject(new Error('never asked')),
    write: () => {
      throw new RangeError('ana.sousa@example.com');
    },
  });
  const request = { context: context(), event, error: new Error('ana.sousa@example.com'), response: null };
  await middleware.onError?.(request as never);
  expect(request.error).toMatchObject({ name: 'DeferredError' });
  const shown = inspect(request.error, { depth: 9, showHidden: true });
  expect(shown).toContain('RangeError');
  expect(shown).not.toContain('ana.sousa');
});

test('an email that no Region took is told with each Region and its reason', () => {
  const incident = { ...defaults, reason: 'throttled', kind: 'transient', errorName: 'Throttling' } as const;
  expect(new NotAccepted([incident, { ...incident, region: 'eu-central-1' }]).message).toBe(
    'eu-west-1: throttled, eu-central-1: throttled',
  );
});
