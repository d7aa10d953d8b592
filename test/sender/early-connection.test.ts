import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type StandIns, startStandIns } from '../../benchmarks/stand-ins.ts';
import { type Environment, startEnvironment } from '../../playground/lambda.ts';
import { senderEnvironment } from '../../playground/world.ts';
import { sampleEvent } from '../support/events.ts';
import { outcomesIn } from '../support/sender.ts';

let standIns: StandIns;
let environment: Environment;

beforeEach(async () => {
  mkdirSync(new URL('../../dist/bench/', import.meta.url), { recursive: true });
  standIns = await startStandIns(0);
});
afterEach(async () => {
  await environment.close();
  await standIns.close();
});

/** The built sender, whose KMS and SES answer by https. */
function start(env: Record<string, string> = {}): void {
  environment = startEnvironment({
    ...senderEnvironment(standIns.kmsUrl),
    AWS_ENDPOINT_URL_SESV2: standIns.sesUrl,
    NODE_EXTRA_CA_CERTS: standIns.certificateFile,
    ...env,
  });
}
const send = async () => outcomesIn((await environment.invoke(sampleEvent('sign-up'))).lines)[0];

describe('the connections that an environment opens as it starts', () => {
  test('are the ones that its first email is sent on', async () => {
    start();
    await environment.ready;
    expect(standIns.opened).toHaveLength(2);
    expect(await send()).toMatchObject({ status: 'accepted' });
    expect(await send()).toMatchObject({ status: 'accepted' });
    expect(standIns.opened).toHaveLength(2);
  });

  test('are replaced when they have died', async () => {
    start();
    await environment.ready;
    standIns.cut();
    expect(await send()).toMatchObject({ status: 'accepted' });
  });

  test('harm nothing where nobody listens', async () => {
    start({ AWS_ENDPOINT_URL_SESV2: 'https://localhost:9' });
    expect(await send()).toMatchObject({ status: 'deferred', reason: 'service-unavailable' });
  });
});
