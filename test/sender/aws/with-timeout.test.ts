import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { withTimeout } from '../../../src/sender/aws/with-timeout.ts';

/** A call that never answers and ends with its signal's reason. */
const hanging = (limit: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const end = (): void => reject(limit.reason);
    if (limit.aborted) end();
    limit.addEventListener('abort', end);
  });

describe('a call within a limit', () => {
  afterEach(() => void jest.useRealTimers());

  test('that answers in time gives its answer, and leaves neither timer nor listener', async () => {
    jest.useFakeTimers();
    const { signal } = new AbortController();
    await expect(withTimeout(async () => 'answer', { milliseconds: 1000, signal })).resolves.toBe('answer');
    expect(jest.getTimerCount()).toBe(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('that fails fails with its own error, and leaves no timer', async () => {
    jest.useFakeTimers();
    const failing = withTimeout(() => Promise.reject(new Error('its own')), {
      milliseconds: 1000,
      signal: new AbortController().signal,
    });
    await expect(failing).rejects.toThrow('its own');
    expect(jest.getTimerCount()).toBe(0);
  });

  test('that takes too long is ended by a TimeoutError', async () => {
    await expect(
      withTimeout(hanging, { milliseconds: 5, signal: new AbortController().signal }),
    ).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });

  test('ends when the signal around it does, for that signal’s reason', async () => {
    const outer = new AbortController();
    const call = withTimeout(hanging, { milliseconds: 60_000, signal: outer.signal });
    outer.abort(new Error('over'));
    await expect(call).rejects.toThrow('over');
  });

  test('is begun with a signal that has ended already, where the one around it has', async () => {
    await expect(
      withTimeout(hanging, { milliseconds: 60_000, signal: AbortSignal.abort(new Error('over')) }),
    ).rejects.toThrow('over');
  });
});
