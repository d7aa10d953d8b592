import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type FakeServices, startFakeServices } from '../../../benchmarks/fake-services.ts';
import { setFault } from '../../../playground/faults.ts';
import { senderEnvironment } from '../../../playground/fixtures.ts';
import { type Environment, startEnvironment } from '../../../playground/lambda.ts';
import { sampleEvent } from '../../support/events.ts';
import { outcomesIn } from '../../support/sender.ts';

let services: FakeServices;
let environment: Environment;

beforeEach(async () => {
  mkdirSync(new URL('../../../dist/bench/', import.meta.url), { recursive: true });
  services = await startFakeServices(0);
  environment = startEnvironment({
    ...senderEnvironment(services.kmsUrl),
    NODE_EXTRA_CA_CERTS: services.certificateFile,
  });
});
afterEach(async () => {
  await environment.close();
  await services.close();
});

const send = async (stem: 'sign-up' | 'account-take-over-notification') =>
  outcomesIn((await environment.invoke(sampleEvent(stem))).lines)[0];

describe('a service that accepts a request and never answers it', () => {
  test.each([['sqs'], ['sns'], ['cognito']])(
    '%s is given up within seconds',
    async (service) => {
      setFault(services.playground, 'paused account');
      services.playground.intercept = (call) =>
        call.service === service ? { status: 200, body: '{}', delay: 60_000 } : undefined;
      const start = performance.now();
      const outcome = await send(service === 'cognito' ? 'account-take-over-notification' : 'sign-up');
      expect(outcome).toHaveProperty('status');
      expect(performance.now() - start).toBeLessThan(12_000);
    },
    20_000,
  );
});
