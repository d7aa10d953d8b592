import { describe, expect, test } from '@jest/globals';
import { startAttempt } from '../../src/sender/invocation.ts';

/** A step that ends when it is told to. */
function pending() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { step: () => promise, resolve, reject };
}

/** An attempt that decrypts and, begun after that, renders. */
function twoAtOnce() {
  const attempt = startAttempt({}, 0);
  const [decrypt, render] = [pending(), pending()];
  const decrypting = attempt.at('decrypt', decrypt.step);
  const rendering = attempt.at('render', render.step);
  return { attempt, decrypt, render, decrypting, rendering };
}

describe('the stage of an attempt', () => {
  test('is reading until something else begins', () => {
    expect(startAttempt({}, 0).stage).toBe('read');
  });

  test('of two at once, is the one begun first until it ends', async () => {
    const { attempt, decrypt, render, decrypting, rendering } = twoAtOnce();
    expect(attempt.stage).toBe('decrypt');
    decrypt.resolve();
    await decrypting;
    expect(attempt.stage).toBe('render');
    render.resolve();
    await rendering;
    expect(attempt.stage).toBe('render');
  });

  test('is where it failed, whatever goes on beside it', async () => {
    const { attempt, decrypt, render, decrypting, rendering } = twoAtOnce();
    render.reject(new Error('no words'));
    await expect(rendering).rejects.toThrow('no words');
    expect(attempt.stage).toBe('render');
    decrypt.resolve();
    await decrypting;
    expect(attempt.stage).toBe('render');
  });

  test('is where it failed first, when both fail', async () => {
    const { attempt, decrypt, render, decrypting, rendering } = twoAtOnce();
    render.reject(new Error('no words'));
    await expect(rendering).rejects.toThrow('no words');
    decrypt.reject(new Error('no key'));
    await expect(decrypting).rejects.toThrow('no key');
    expect(attempt.stage).toBe('render');
  });

  test('gathers the time of what is done in two goes', async () => {
    const attempt = startAttempt({}, 0);
    const nap = () => new Promise((resolve) => setTimeout(resolve, 20));
    await attempt.at('render', nap);
    const { render: once = 0 } = attempt.times;
    await attempt.at('render', nap);
    expect(attempt.times.render).toBeGreaterThanOrEqual(once + 15);
  });
});
