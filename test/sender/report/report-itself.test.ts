import { inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import { failureFor } from '../../../src/sender/failure/classify.ts';
import { type Incident, NotAccepted } from '../../../src/sender/failure/incident.ts';
import type { Reason } from '../../../src/sender/failure/reason.ts';
import { Refusal } from '../../../src/sender/failure/refusal.ts';
import { startInvocation } from '../../../src/sender/invocation.ts';
import type { AlertRequest } from '../../../src/sender/report/alert-request.ts';
import { reportOutcome, type SenderContext } from '../../../src/sender/report/report.ts';
import type { Undelivered } from '../../../src/sender/report/undelivered-record.ts';
import type { Accepted } from '../../../src/sender/send/regions.ts';
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

const incident = (region: string, reason: Reason): Incident => ({
  ...defaults,
  ...failureFor(reason, 'SomeError'),
  region,
});

/** The middleware with what it wrote, kept and alerted. */
function reporting({ storeFails = false, alertFails = false } = {}) {
  const lines: Record<string, unknown>[] = [];
  const kept: Undelivered[] = [];
  const alerts: AlertRequest[] = [];
  const diagnosed: Incident[] = [];
  const middleware = reportOutcome({
    service: 'codes',
    incidentDefaults: defaults,
    diagnose: async (found) => {
      diagnosed.push(found);
      return { ...found, undetermined: ['asked'] };
    },
    store: async () => async (undelivered) => {
      if (storeFails) throw new RangeError('no');
      kept.push(undelivered);
    },
    alert: async () => async (request) => {
      if (alertFails) throw new RangeError('no');
      alerts.push(request);
    },
    write: (line) => void lines.push(JSON.parse(line)),
  });
  return {
    lines,
    kept,
    alerts,
    diagnosed,
    accept: async (response: Accepted | null) => {
      const request = { context: context(), event, error: null, response };
      return middleware.after?.(request as never);
    },
    fail: async (error: Error) => {
      const request = { context: context(), event, error, response: undefined };
      const returned = await middleware.onError?.(request as never);
      return { returned, thrown: request.error };
    },
  };
}
const accepted = { sesRegion: 'eu-central-1', sesMessageId: 'm' };
const paused = incident('eu-west-1', 'sending-paused');
const told = (alerts: readonly AlertRequest[]) =>
  alerts.map(({ disposition, incident: { region, reason } }) => [disposition, region, reason]);

test('an email that was accepted where it should be is one line, and nobody is told', async () => {
  const { accept, lines, alerts, diagnosed } = reporting();
  for (const response of [accepted, null]) expect(await accept(response)).toBeNull();
  expect(lines).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }]);
  expect(lines[0]).not.toHaveProperty('FailedOver');
  expect([alerts, diagnosed]).toEqual([[], []]);
});

test.each([
  ['failedOver', 'FailedOver', 'SandboxRedirected', 'sent-elsewhere'],
  ['redirected', 'SandboxRedirected', 'FailedOver', 'redirected'],
])(
  'an email that took a detour (%s) is counted as that, and told',
  async (how, metric, other, disposition) => {
    const { accept, lines, alerts, diagnosed } = reporting();
    expect(await accept({ ...accepted, [how]: paused })).toBeNull();
    expect(lines).toMatchObject([
      { status: 'accepted', [metric]: 1, refusedIn: 'eu-west-1', refusedFor: 'sending-paused' },
    ]);
    expect(lines[0]).not.toHaveProperty(other);
    expect(diagnosed).toEqual([paused]);
    expect(told(alerts)).toEqual([[disposition, 'eu-west-1', 'sending-paused']]);
    expect(alerts[0]).toMatchObject({
      functionName: 'email-sender',
      functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:email-sender',
      functionRegion: 'eu-west-1',
    });
  },
);

test('where one Region may recover the email is deferred, and the blocked one is told of', async () => {
  const { fail, lines, kept, alerts } = reporting();
  const error = new NotAccepted([paused, incident('eu-central-1', 'throttled')]);
  const { thrown } = await fail(error);
  expect(thrown).toMatchObject({ name: 'DeferredError' });
  expect(lines).toMatchObject([{ status: 'deferred', reason: 'throttled', sesRegion: 'eu-central-1' }]);
  expect(kept).toEqual([]);
  expect(told(alerts)).toEqual([['deferred', 'eu-west-1', 'sending-paused']]);
});

test('where none may, it is kept under the preferred Region’s reason, and each is told of', async () => {
  const { fail, lines, kept, alerts } = reporting();
  const error = new NotAccepted([paused, incident('eu-central-1', 'daily-quota-exceeded')]);
  expect(await fail(error)).toMatchObject({ returned: null });
  expect(lines).toMatchObject([
    { status: 'undeliverable', reason: 'sending-paused', sesRegion: 'eu-west-1' },
  ]);
  expect(kept).toMatchObject([{ incident: { ...paused, undetermined: ['asked'] }, event }]);
  expect(told(alerts)).toEqual([
    ['kept', 'eu-west-1', 'sending-paused'],
    ['kept', 'eu-central-1', 'daily-quota-exceeded'],
  ]);
});

test('a user’s mistake is skipped, and nobody is told of it', async () => {
  for (const reason of ['recipient-invalid', 'code-expired'] as const) {
    const { fail, lines, kept, alerts } = reporting();
    expect(await fail(new Refusal(reason, 'found so'))).toMatchObject({ returned: null });
    expect(lines).toMatchObject([{ status: 'skipped', reason, userPoolId: event.userPoolId }]);
    expect(lines[0]).not.toHaveProperty('sesRegion');
    expect([kept, alerts]).toEqual([[], []]);
  }
});

test('a failure before a brand was chosen is about the function and the pool', async () => {
  const { fail, alerts, lines } = reporting();
  await fail(new Refusal('pool-not-allowed', 'found so'));
  expect(lines).toMatchObject([{ status: 'undeliverable', stage: 'read' }]);
  expect(alerts).toMatchObject([{ incident: { ...defaults, userPoolId: event.userPoolId } }]);
});

test('what cannot be kept is thrown, and told as not kept', async () => {
  const { fail, lines, alerts } = reporting({ storeFails: true });
  expect((await fail(new NotAccepted([paused]))).thrown).toMatchObject({ name: 'DeferredError' });
  expect(lines).toMatchObject([{ status: 'deferred', reason: 'sending-paused', storeError: 'RangeError' }]);
  expect(told(alerts)).toEqual([['deferred', 'eu-west-1', 'sending-paused']]);
});

test('an alert that cannot be sent is counted, and changes nothing else', async () => {
  const { fail, lines, kept } = reporting({ alertFails: true });
  expect(await fail(new NotAccepted([paused]))).toMatchObject({ returned: null });
  expect(kept).toHaveLength(1);
  expect(lines).toMatchObject([
    { status: 'undeliverable' },
    {
      message: 'alert failed',
      AlertFailed: 1,
      reason: 'sending-paused',
      error: 'RangeError',
      triggerSource: event.triggerSource,
    },
  ]);
});

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
