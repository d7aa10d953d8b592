import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Playground, startPlayground } from '../../../playground/playground.ts';
import { adviceOn, remedyFor } from '../../../src/sender/failure/advice.ts';
import { failureFor } from '../../../src/sender/failure/classify.ts';
import type { Incident } from '../../../src/sender/failure/incident.ts';
import { type Reason, reasons } from '../../../src/sender/failure/reason.ts';
import { type Alert, createAlert } from '../../../src/sender/report/alert.ts';
import type { Disposition } from '../../../src/sender/report/alert-request.ts';
import { createPublishAlert } from '../../../src/sender/report/publish-alert.ts';
import { version } from '../../../src/version.ts';

const anIncident = (reason: Reason, more: Partial<Incident> = {}): Incident => ({
  ...failureFor(reason, 'MessageRejected'),
  region: 'eu-west-1',
  from: 'no-reply@auth.example.com',
  identity: 'auth.example.com',
  configurationSet: 'authentication',
  ...more,
});

describe('alerts', () => {
  let playground: Playground;
  let clock: number;
  let alert: Alert;
  const send = (
    incident: Incident,
    disposition: Disposition = 'kept',
    functionName = 'mail-SenderFunction-Ab12Cd34Ef56',
  ) =>
    alert(
      {
        incident,
        disposition,
        functionName,
        functionArn: `arn:aws:lambda:eu-central-1:111122223333:function:${functionName}:live`,
        functionRegion: 'eu-central-1',
      },
      AbortSignal.timeout(5000),
    );

  beforeEach(async () => {
    playground = await startPlayground();
    clock = Date.parse('2026-11-21T12:00:00Z');
    process.env['AWS_ENDPOINT_URL_SNS'] = playground.url;
    process.env['AWS_ACCESS_KEY_ID'] = process.env['AWS_SECRET_ACCESS_KEY'] = 'playground';
    alert = createAlert(createPublishAlert('arn:aws:sns:eu-west-1:111122223333:alerts', { maxAttempts: 1 }), {
      alertWindowSeconds: 900,
      now: () => clock,
    });
  });
  afterEach(() => playground.close());

  test('come once in a window for each reason, identity, configuration set, Region and pool', async () => {
    for (const incident of [
      anIncident('sending-paused'),
      anIncident('sending-paused'),
      anIncident('sending-paused', { region: 'eu-central-1' }),
      anIncident('sending-paused', { identity: 'mail.example.org' }),
      anIncident('sending-paused', { configurationSet: 'brand-b' }),
      anIncident('daily-quota-exceeded'),
      anIncident('daily-quota-exceeded'),
      anIncident('wrong-key', { userPoolId: 'eu-west-1_AAAAAAAAA' }),
      anIncident('wrong-key', { userPoolId: 'eu-west-1_BBBBBBBBB' }),
    ]) {
      await send(incident);
    }
    expect(playground.alerts).toHaveLength(7);
  });

  test('of many brands come for each: one brand’s missing configuration set does not silence another’s', async () => {
    for (let brand = 0; brand < 30; brand += 1) {
      await send(anIncident('configuration-set-missing', { configurationSet: `brand-${brand}` }));
    }
    expect(playground.alerts).toHaveLength(30);
  });

  test('of a new pool come alone again once the windows of others have closed', async () => {
    for (let pool = 0; pool < 25; pool += 1) {
      await send(anIncident('wrong-key', { userPoolId: `eu-west-1_${pool}` }));
    }
    clock += 3_600_000;
    const before = playground.alerts.length;
    await send(anIncident('wrong-key', { userPoolId: 'eu-west-1_NewA' }));
    await send(anIncident('wrong-key', { userPoolId: 'eu-west-1_NewB' }));
    expect(playground.alerts).toHaveLength(before + 2);
  });

  test('stay few, however many pools a stranger invents, and other reasons are alerted all the same', async () => {
    for (let pool = 0; pool < 500; pool += 1) {
      await send(anIncident('pool-not-allowed', { userPoolId: `eu-west-1_${pool}` }));
    }
    expect(playground.alerts.length).toBeLessThanOrEqual(21);
    const before = playground.alerts.length;
    await send(anIncident('sending-paused'));
    expect(playground.alerts).toHaveLength(before + 1);
  });

  test('of kept emails end with the command that sends them, for this stack, in its own Region', async () => {
    await send(anIncident('sending-paused'));
    await send(anIncident('throttled'), 'deferred');
    const [kept, deferred] = playground.alerts.map(({ messages }) => messages['default']);
    expect(kept).toContain(
      'undelivered redrive --reason sending-paused --apply --stack mail --region eu-central-1',
    );
    expect(deferred).not.toContain('redrive');
  });

  test('of kept emails name a function that no stack has named by its ARN', async () => {
    await send(anIncident('sending-paused'), 'kept', 'email-sender');
    expect(playground.alerts[0]?.messages['default']).toContain(
      '--apply --function-arn arn:aws:lambda:eu-central-1:111122223333:function:email-sender:live --region',
    );
  });

  test('lead to the runbook of RUNBOOK_URL', async () => {
    const publish = createPublishAlert('arn:aws:sns:eu-west-1:111122223333:alerts', { maxAttempts: 1 });
    const runbookUrl = 'https://wiki.example.com/runbook';
    alert = createAlert(publish, { alertWindowSeconds: 900, runbookUrl });
    await send(anIncident('sending-paused'));
    const { messages } = playground.alerts[0] ?? { messages: {} };
    for (const words of Object.values(messages)) expect(words).toContain(`${runbookUrl}#sending-paused`);
  });

  test('say after the window how many they were silent about, and since when', async () => {
    for (let minute = 0; minute < 16; minute += 1) {
      await send(anIncident('sending-paused'));
      clock += 60_000;
    }
    expect(playground.alerts).toHaveLength(2);
    const text = playground.alerts[1]?.messages['default'];
    expect(text).toContain('15 emails since the last alert');
    expect(text).toContain('2026-11-21T12:00:00.000Z');
  });

  test('of emails that were saved do not silence those of emails that were not', async () => {
    const incident = anIncident('sending-paused');
    await send(incident, 'sent-elsewhere');
    await send(incident, 'redirected');
    expect(playground.alerts).toHaveLength(1);
    await send(incident);
    await send(incident, 'deferred');
    expect(playground.alerts).toHaveLength(2);
  });

  test('start a new story after a quiet window', async () => {
    await send(anIncident('sending-paused'));
    clock += 3_600_000;
    await send(anIncident('sending-paused'));
    expect(playground.alerts[1]?.messages['default']).toContain('2026-11-21T13:00:00.000Z');
  });

  test('that fail are thrown, and told with the next', async () => {
    const { url } = playground;
    await playground.close();
    await expect(send(anIncident('sending-paused'))).rejects.toThrow();
    playground = await startPlayground({ port: Number(new URL(url).port) });
    clock += 61_000;
    await send(anIncident('sending-paused'));
    expect(playground.alerts[0]?.messages['default']).toContain('2 emails');
  });

  test.each(reasons)(
    '%s: SNS takes the subject, a person finds reason, Region and a first step',
    async (reason) => {
      await send(
        anIncident(reason, { verifiedIn: 'us-east-1', undetermined: ['Something could not be found out.'] }),
      );
      const [published] = playground.alerts;
      const text = published?.messages['default'] ?? '';
      expect(published?.subject).toMatch(/^[\x20-\x7e]{20,100}$/);
      expect(text).toContain(`docs/runbook.md of version ${version}, section ${reason}`);
      expect(text).toContain('1. ');
      expect(text).toContain('Something could not be found out.');
      expect(text).not.toMatch(/undefined|\[object/);
      const chat = JSON.parse(published?.messages['https'] ?? '');
      expect(chat.content.nextSteps.length).toBeGreaterThan(0);
      expect(chat.metadata.threadId).toBe(`${reason} auth.example.com eu-west-1`);
    },
  );
});

describe('advice', () => {
  test.each(reasons)('%s: every command names the Region, and the remedy is one line', (reason) => {
    const advice = adviceOn(anIncident(reason));
    for (const { command } of advice.steps) {
      if (command?.startsWith('aws sesv2')) expect(command).toContain('--region eu-west-1');
    }
    expect(advice.title.length).toBeLessThanOrEqual(70);
    expect(remedyFor(anIncident(reason))).toMatch(/^[^\n]{10,}$/);
  });
});
