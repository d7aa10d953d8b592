import { expect, test } from '@jest/globals';
import { startInvocation } from '../../src/sender/invocation.ts';
import { createSender, type Steps } from '../../src/sender/sender.ts';
import { sampleEvent } from '../support/events.ts';

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A pipeline whose steps do nothing, but for those that a test gives. */
const senderWith = (steps: Pick<Steps, 'decrypt' | 'prepare'>) =>
  createSender({
    admit: () => undefined,
    findRecipient: async (request) => ({ ...request, recipient: 'ana@example.com' }),
    checkRecipient: () => undefined,
    chooseBrand: () => ({
      name: 'Acme',
      from: { address: 'no-reply@auth.example.com' },
      configurationSet: 'auth',
      links: new Map(),
    }),
    chooseLocale: () => 'en',
    send: () => Promise.reject(new Error('nothing is to be sent')),
    ...steps,
  });

/** Keeps the processor busy. */
function block(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
}

test('the time of rendering is that of rendering alone', async () => {
  const invocation = startInvocation({}, Date.now() + 10_000);
  const sender = senderWith({
    decrypt: async () => {
      await Promise.resolve();
      block(60);
      return { plaintext: '482913', poolProven: true };
    },
    prepare: () => () => ({ subject: '', html: '', text: '' }),
  });
  const { signal } = new AbortController();
  await sender(sampleEvent('sign-up'), { invocation }, { signal }).catch(() => undefined);
  expect(invocation.times.render).toBeLessThan(40);
});

async function failureOf(steps: Pick<Steps, 'decrypt' | 'prepare'>) {
  const invocation = startInvocation({}, Date.now() + 10_000);
  const signal = new AbortController().signal;
  const error = await senderWith(steps)(sampleEvent('sign-up'), { invocation }, { signal }).catch(String);
  return { error, stage: invocation.stage, brand: invocation.details.brand };
}

test.each([
  [50, 'Error: no words', 'render'],
  [0, 'Error: no key', 'decrypt'],
])(
  'of two failures the first is reported, with its own stage: KMS fails after %i ms',
  async (ms, error, stage) => {
    const decrypt = async () => {
      if (ms > 0) await later(ms);
      throw new Error('no key');
    };
    const prepare = () => {
      throw new Error('no words');
    };
    expect(await failureOf({ decrypt, prepare })).toEqual({ error, stage, brand: 'Acme' });
  },
);
