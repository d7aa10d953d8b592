import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anEvent, sampleEvent } from '../support/events.ts';
import { createRandom } from '../support/random.ts';
import { type Sender, startSender } from '../support/sender.ts';

let sender: Sender;
beforeAll(async () => {
  sender = await startSender();
});
afterAll(() => sender.close());

test('a ciphertext with any one byte changed, or cut anywhere, is refused at once: never sent, never hung', async () => {
  const random = createRandom(11);
  const whole = Buffer.from(sampleEvent('sign-up').request.code ?? '', 'base64');
  const reasons = new Map<string, number>();
  for (let count = 0; count < 300; count += 1) {
    const at = Math.floor(random() * whole.length);
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    const code = (count % 3 === 0 ? whole.subarray(0, at) : bytes).toString('base64');
    const { outcome, ms } = await sender.send(anEvent('CustomEmailSender_SignUp', { code }));
    reasons.set(String(outcome['reason']), (reasons.get(String(outcome['reason'])) ?? 0) + 1);
    expect(outcome['status']).toBe('undeliverable');
    expect(ms).toBeLessThan(5000);
  }
  expect(
    [...reasons.keys()].filter(
      (reason) => !['ciphertext-invalid', 'wrong-key', 'code-missing'].includes(reason),
    ),
  ).toEqual([]);
  expect(sender.playground.mailbox).toEqual([]);
}, 60_000);
