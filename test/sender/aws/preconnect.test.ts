import { mkdirSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type FakeServices, startFakeServices } from '../../../benchmarks/fake-services.ts';
import { senderEnvironment } from '../../../playground/fixtures.ts';
import { type Environment, startEnvironment } from '../../../playground/lambda.ts';
import { portOf } from '../../../playground/wire.ts';
import { sampleEvent } from '../../support/events.ts';
import { outcomesIn } from '../../support/sender.ts';

let services: FakeServices;
let environment: Environment;

beforeEach(async () => {
  mkdirSync(new URL('../../../dist/bench/', import.meta.url), { recursive: true });
  services = await startFakeServices(0);
});
afterEach(async () => {
  await environment.close();
  await services.close();
});

/** The built sender, whose KMS and SES answer by https. */
function start(env: Record<string, string> = {}): void {
  environment = startEnvironment({
    ...senderEnvironment(services.kmsUrl),
    AWS_ENDPOINT_URL_SESV2: services.sesUrl,
    NODE_EXTRA_CA_CERTS: services.certificateFile,
    ...env,
  });
}
const send = async () => outcomesIn((await environment.invoke(sampleEvent('sign-up'))).lines)[0];

describe('the connections that an environment opens as it starts', () => {
  test('are the ones that its first email is sent on', async () => {
    start();
    await environment.ready;
    expect(services.opened).toHaveLength(2);
    expect(await send()).toMatchObject({ status: 'accepted' });
    expect(await send()).toMatchObject({ status: 'accepted' });
    expect(services.opened).toHaveLength(2);
  });

  test('are replaced when they have died', async () => {
    start();
    await environment.ready;
    services.cut();
    expect(await send()).toMatchObject({ status: 'accepted' });
  });

  test('harm nothing where nobody listens', async () => {
    start({ AWS_ENDPOINT_URL_SESV2: 'https://localhost:9' });
    expect(await send()).toMatchObject({ status: 'deferred', reason: 'service-unavailable' });
  });

  test('are given up where the handshake got no answer, rather than waited for', async () => {
    const target = Number(new URL(services.kmsUrl).port);
    let met = 0;
    const deaf = createServer((socket) => {
      met += 1;
      socket.on('error', () => undefined);
      if (met === 1) return;
      const behind = connect(target, '127.0.0.1').on('error', () => socket.destroy());
      socket.pipe(behind).pipe(socket);
    });
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    start({ AWS_ENDPOINT_URL_KMS: `https://localhost:${portOf(deaf)}` });
    await environment.ready;
    const outcome = await send();
    deaf.close();
    expect(outcome).toMatchObject({ status: 'accepted' });
    expect(met).toBe(2);
    // A request's own time-out is two seconds.
    expect(outcome?.['DecryptTime']).toBeLessThan(1500);
  });

  test('are one where one endpoint is all services', async () => {
    const none = { AWS_ENDPOINT_URL_KMS: '', AWS_ENDPOINT_URL_SESV2: '' };
    start({ ...none, AWS_ENDPOINT_URL: services.kmsUrl });
    await environment.ready;
    expect(await send()).toMatchObject({ status: 'accepted' });
    expect(services.opened).toHaveLength(1);
  });
});
