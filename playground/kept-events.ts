import { readFileSync } from 'node:fs';
import { failureFor } from '../src/sender/failure/classify.ts';
import type { Reason } from '../src/sender/failure/reason.ts';
import { messageBody, undeliveredRecord } from '../src/sender/report/undelivered-record.ts';
import { lifetimeOf, milliseconds, type Stem, stem, type TriggerSource } from '../src/trigger-source.ts';
import { functionArn } from './deployment.ts';
import { homeRegion, userPoolId } from './fixtures.ts';
import type { Playground } from './playground.ts';

const minute = 60_000;
const settings = { authenticationCodeMinutes: 3, temporaryPasswordDays: 7 };

/** Fills the undelivered queue as some days of trouble would: what can still be sent, what has expired, and what looks wrong. */
export function keepEvents({ queue, users }: Playground): void {
  let count = 0;
  const keep = (body: string): void => {
    count += 1;
    queue.push({ id: `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`, body });
  };
  const waiting = 'sandbox-recipient-unverified';
  keep(ofSender(eventFor(users, 'sign-up', 'carla.dias'), waiting, 180));
  keep(ofSender(eventFor(users, 'sign-up', 'carla.dias'), waiting, 178));
  keep(ofSender(eventFor(users, 'resend-code', 'bruno.reis'), waiting, 40));
  keep(ofSender(eventFor(users, 'admin-create-user', 'eva.lopes'), waiting, 2 * 24 * 60));
  keep(ofSender(eventFor(users, 'forgot-password', 'duarte.melo'), waiting, 125));
  keep(ofSender(eventFor(users, 'authentication', 'filipa.cruz'), waiting, 30));
  keep(ofSender(sampleEvent('account-take-over-notification'), 'sending-paused', 300));
  keep(
    ofLambda(
      eventFor(users, 'verify-user-attribute', 'gil.nunes'),
      'deferred: throttled (ThrottlingException)',
      65,
    ),
  );
  // Somebody has put an address of their own into this one.
  const changed = eventFor(users, 'update-user-attribute', 'hugo.pinto');
  changed.request.userAttributes['email'] = 'eve@example.org';
  keep(ofSender(changed, waiting, 90));
  keep('What is this doing here?');
}

interface SampleEvent {
  triggerSource: TriggerSource;
  userName: string;
  request: { userAttributes: Record<string, string> };
}

const sampleEvent = (name: Stem): SampleEvent =>
  JSON.parse(readFileSync(new URL(`../events/${name}.json`, import.meta.url), 'utf8'));

/** The sample event of a user who then is in the pool. */
function eventFor(users: Playground['users'], kind: Stem, name: string): SampleEvent {
  const event = sampleEvent(kind);
  const email = `${name}@example.com`;
  users.set(name, { sub: name, email_verified: 'true', email });
  event.userName = name;
  event.request.userAttributes = { ...event.request.userAttributes, sub: name, email };
  return event;
}

/** What the sender kept of an event so many minutes ago. */
function ofSender(event: SampleEvent, reason: Reason, minutes: number): string {
  const kept = Date.now() - minutes * minute;
  const facts = {
    region: homeRegion,
    from: 'no-reply@auth.example.com',
    identity: 'auth.example.com',
    configurationSet: 'authentication',
  };
  return messageBody(
    undeliveredRecord(
      {
        incident: { ...failureFor(reason, 'MessageRejected'), ...facts },
        invocation: {
          stage: 'send',
          details: { sesRegion: homeRegion, triggerSource: event.triggerSource, userPoolId },
        },
        event,
      },
      {
        at: new Date(kept).toISOString(),
        expiresAt: new Date(
          kept + milliseconds(lifetimeOf(stem(event.triggerSource), settings)),
        ).toISOString(),
      },
    ),
  );
}

/** What Lambda's on-failure destination makes of one. AWS docs: "Capturing records of Lambda asynchronous invocations". */
const ofLambda = (event: SampleEvent, errorMessage: string, minutes: number): string =>
  JSON.stringify({
    version: '1.0',
    timestamp: new Date(Date.now() - minutes * minute).toISOString(),
    requestContext: {
      requestId: '7c1f6b52-6e1f-4c0e-8a36-6d6ac6f3f0f1',
      functionArn: `${functionArn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload: event,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: 'DeferredError', errorMessage },
  });
