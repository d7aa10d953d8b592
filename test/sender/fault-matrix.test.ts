import { beforeAll, describe, expect, test } from '@jest/globals';
import { type FaultName, faultNames, regionsOf, setFault } from '../../playground/faults.ts';
import type { Invocation } from '../../playground/lambda.ts';
import type { PublishedAlert } from '../../playground/sns.ts';
import { kindOf, type Reason, reasons, type Stage } from '../../src/sender/failure/reason.ts';
import type { Status } from '../../src/sender/report/outcome.ts';
import type { UndeliveredRecord } from '../../src/sender/report/undelivered-record.ts';
import { stem, type TriggerSource, triggerSources } from '../../src/trigger-source.ts';
import { type CognitoEvent, sampleEvent } from '../support/events.ts';
import { inParallel } from '../support/in-parallel.ts';
import { outcomesByFault } from '../support/outcomes-by-fault.ts';
import { type OutcomeLine, startSender } from '../support/sender.ts';

const metricOf = {
  accepted: 'EmailAccepted',
  skipped: 'EmailSkipped',
  deferred: 'EmailDeferred',
  undeliverable: 'EmailUndeliverable',
} as const;

interface Result {
  readonly invocations: ReadonlyMap<TriggerSource, Invocation & { readonly outcome: OutcomeLine }>;
  readonly kept: readonly UndeliveredRecord[];
  readonly alerts: readonly PublishedAlert[];
  readonly emails: number;
}

const results = new Map<FaultName, Result>();

beforeAll(async () => {
  await inParallel(6, faultNames, async (name) => {
    const sender = await startSender();
    setFault(sender.playground, name, { regions: regionsOf(name) });
    const invocations = new Map<TriggerSource, Invocation & { readonly outcome: OutcomeLine }>();
    for (const source of triggerSources) {
      // Slow answers are cut off; the shorter the time-out, the sooner.
      invocations.set(
        source,
        await sender.send(sampleEvent(stem(source)), { timeoutMs: name.endsWith('slow') ? 3200 : 30_000 }),
      );
    }
    const { queue, alerts, mailbox } = sender.playground;
    results.set(name, {
      invocations,
      kept: queue.map(({ body }) => JSON.parse(body)),
      alerts: [...alerts],
      emails: mailbox.length,
    });
    await sender.close();
  });
}, 120_000);

test('every reason that is about an installation or a service has a fault that leads to it', () => {
  const reached = new Set(
    Object.values(outcomesByFault).map(([, reason]: readonly [Status, Reason?, Stage?]) => reason),
  );
  const ofServices = reasons.filter((reason) => ['set-up', 'transient'].includes(kindOf(reason)));
  expect(ofServices.filter((reason) => !reached.has(reason))).toEqual([]);
});

/** What the table says of one source: a fault that spares it leaves it accepted. */
function expected(name: FaultName, source: TriggerSource): readonly [Status, Reason?, Stage?] {
  const row: readonly [Status, Reason?, Stage?] = outcomesByFault[name];
  const takeOver = source === 'CustomEmailSender_AccountTakeOverNotification';
  const spared = (row[2] === 'decrypt' && takeOver) || (row[2] === 'read' && !takeOver);
  return spared ? ['accepted'] : row;
}

/** Cognito's event without what approves or rejects a sign-in for whoever holds it. */
function withoutBearerValues(event: CognitoEvent): CognitoEvent {
  const {
    FEEDBACK_TOKEN: _token,
    ONE_CLICK_LINK_VALID: _valid,
    ONE_CLICK_LINK_INVALID: _invalid,
    ...userAttributes
  } = event.request.userAttributes;
  return { ...event, request: { ...event.request, userAttributes } };
}

describe.each(faultNames)('%s', (name) => {
  test.each(triggerSources)('%s', (source) => {
    const { invocations, kept } = results.get(name) as Result;
    const { outcome, error, response } = invocations.get(source) as Invocation & { outcome: OutcomeLine };
    const [status, reason, stage] = expected(name, source);

    expect(outcome).toMatchObject({
      status,
      ...(reason && { reason }),
      stage: stage ?? 'send',
      triggerSource: source,
      [metricOf[status]]: 1,
    });
    expect(Object.keys(outcome).filter((key) => /^Email/.test(key))).toEqual([metricOf[status]]);
    if (status === 'deferred') {
      expect(error).toMatchObject({
        name: 'DeferredError',
        message: expect.stringMatching(`^deferred: ${reason} \\(\\w+\\)$`),
      });
    } else {
      expect({ error, response }).toEqual({ error: undefined, response: null });
    }
    const records = kept.filter(({ triggerSource }) => triggerSource === source);
    expect(records).toHaveLength(status === 'undeliverable' ? 1 : 0);
    for (const record of records) {
      expect(record).toMatchObject({
        version: 1,
        reason,
        stage,
        remedy: expect.stringMatching(/\w/),
      });
      expect(record.event).toEqual(withoutBearerValues(sampleEvent(stem(source))));
      expect(Date.parse(record.expiresAt ?? '')).toBeGreaterThan(Date.parse(record.at));
    }
  });

  test('one alert at the most, and it names the reason', () => {
    const { alerts } = results.get(name) as Result;
    const [status, reason] = outcomesByFault[name] as readonly [Status, Reason?];
    expect(alerts).toHaveLength(status === 'undeliverable' ? 1 : 0);
    for (const { messages } of alerts) {
      expect(messages['default']).toContain(`Reason:            ${reason}`);
      expect(JSON.parse(messages['https'] ?? '')).toMatchObject({
        version: '1.0',
        source: 'custom',
        metadata: { eventType: reason },
      });
    }
  });
});

// What the sample events hold: codes and the password in clear, the person they are about.
test.each([/\b(483920|730164|259047|618335|904712|47281936)\b/, /r7(<|&lt;)K/, /ana\.sousa/i, /Ana Sousa/i])(
  '%s stands in nothing that was written, thrown, alerted, or kept beside the event itself',
  (mark) => {
    const told = [...results.values()].flatMap(({ invocations, kept, alerts }) => [
      ...[...invocations.values()].flatMap(({ lines, error }) => [...lines, error?.shown ?? '']),
      ...kept.map(({ event, ...record }) => JSON.stringify(record)),
      ...alerts.map((alert) => JSON.stringify(alert)),
    ]);
    expect(told.length).toBeGreaterThan(400);
    expect(told.filter((text) => mark.test(text))).toEqual([]);
    // In the queue the code is as Cognito encrypted it.
    const events = [...results.values()].flatMap(({ kept }) =>
      kept.map(({ event }) => JSON.stringify((event as CognitoEvent).request.code)),
    );
    expect(events.filter((text) => !/^("AYAD|null)/.test(text))).toEqual([]);
  },
);
