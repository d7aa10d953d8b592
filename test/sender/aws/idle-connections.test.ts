import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type FakeServices, startFakeServices } from '../../../benchmarks/fake-services.ts';
import { createPreconnectingAgent, type PreconnectingAgent } from '../../../src/sender/aws/preconnect.ts';

let services: FakeServices;
let agent: PreconnectingAgent;
let clock: number;

beforeEach(async () => {
  mkdirSync(new URL('../../../dist/bench/', import.meta.url), { recursive: true });
  services = await startFakeServices(0);
  clock = 0;
  agent = createPreconnectingAgent({ now: () => clock });
  agent.options.ca = readFileSync(services.certificateFile);
});
afterEach(async () => {
  agent.destroy();
  await services.close();
});

async function ask(): Promise<void> {
  const call = request(`${services.kmsUrl}/inbox`, { agent, ca: agent.options.ca }).end();
  const [response] = await once(call, 'response');
  await once(response.resume(), 'end');
  // The agent takes a connection back in the turn after its answer has ended.
  await new Promise(setImmediate);
  await new Promise(setImmediate);
}

describe('a connection that was opened early', () => {
  test('is used while it is fresh', async () => {
    await agent.preconnect(new URL(services.kmsUrl)).established;
    clock += 10_000;
    await ask();
    expect(services.opened).toHaveLength(1);
  });

  test('is not trusted once it has been idle for long: the environment may have been frozen', async () => {
    await agent.preconnect(new URL(services.kmsUrl)).established;
    clock += 10_001;
    await ask();
    expect(services.opened).toHaveLength(2);
  });

  test('serves one request: another at the same time opens its own', async () => {
    await agent.preconnect(new URL(services.kmsUrl)).established;
    await Promise.all([ask(), ask()]);
    expect(services.opened).toHaveLength(2);
  });

  test('is opened once, however often it is wanted', async () => {
    const wanted = [1, 2].map(() => agent.preconnect(new URL(services.kmsUrl)));
    await Promise.all(wanted.map(({ established }) => established));
    expect(services.opened).toHaveLength(1);
  });
});

describe('a connection that has served a request', () => {
  test('serves the next one while it is fresh', async () => {
    await ask();
    clock += 10_000;
    agent.closeIdle();
    await ask();
    clock += 10_000;
    agent.closeIdle();
    await ask();
    expect(services.opened).toHaveLength(1);
  });

  test('is closed after a freeze instead of being waited for', async () => {
    await ask();
    clock += 10_001;
    agent.closeIdle();
    await ask();
    expect(services.opened).toHaveLength(2);
  });
});
