import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { pipelineDeadline, timeLeft } from '../../../src/sender/report/limits.ts';

const clock = (remaining: number) => ({ getRemainingTimeInMillis: () => remaining });

test('a call of reporting has its share of the time that is left, less what the return needs', async () => {
  const tenth = timeLeft(clock(1250), 1 / 10);
  const whole = timeLeft(clock(1250));
  await setTimeout(400);
  expect([tenth.aborted, whole.aborted]).toEqual([true, false]);
});

test('and no time at all where none is left', async () => {
  const none = timeLeft(clock(100));
  await setTimeout(50);
  expect(none.aborted).toBe(true);
});

test('never more than three seconds, however much is left', async () => {
  const signal = timeLeft(clock(900_000));
  await setTimeout(2500);
  expect(signal.aborted).toBe(false);
  await setTimeout(1000);
  expect(signal.aborted).toBe(true);
});

test('the pipeline ends long enough before the time-out', () => {
  const left = pipelineDeadline(clock(10_000)) - Date.now();
  expect(left).toBeGreaterThan(7000);
  expect(left).toBeLessThan(7600);
});
