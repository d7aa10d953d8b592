import { beforeEach, expect, test } from '@jest/globals';
import { type AlertWindows, createAlertWindows } from '../../../src/sender/report/alert-window.ts';

const windowMs = 900_000;
const start = 1_000_000_000;
let clock = start;
let windows: AlertWindows;
beforeEach(() => {
  clock = start;
  windows = createAlertWindows(windowMs, { now: () => clock });
});

test('a window ends when its time is up, not a moment later', () => {
  expect(windows.open('a', '')).toEqual({ since: start, suppressed: 0 });
  clock = start + windowMs - 1;
  expect(windows.open('a', '')).toBeUndefined();
  clock = start + windowMs;
  expect(windows.open('a', '')).toEqual({ since: start, suppressed: 1 });
});

test('where nothing was suppressed, the next alert counts from its own time', () => {
  windows.open('a', '');
  clock = start + windowMs;
  expect(windows.open('a', '')).toEqual({ since: clock, suppressed: 0 });
  clock += 3 * windowMs;
  expect(windows.open('a', '')).toEqual({ since: clock, suppressed: 0 });
});

test('an alert that could not be sent is due again after a minute, and counts itself', () => {
  const history = windows.open('a', '') ?? { since: 0, suppressed: 0 };
  clock = start + 1000;
  windows.reopen('a', '', { history });
  expect(windows.open('a', '')).toBeUndefined();
  clock = start + 60_999;
  expect(windows.open('a', '')).toBeUndefined();
  clock = start + 61_000;
  expect(windows.open('a', '')).toEqual({ since: start, suppressed: 3 });
});

test('or when the window ends, where that is sooner', () => {
  windows = createAlertWindows(10_000, { now: () => clock });
  const history = windows.open('a', '') ?? { since: 0, suppressed: 0 };
  windows.reopen('a', '', { history });
  clock = start + 10_000;
  expect(windows.open('a', '')).toEqual({ since: start, suppressed: 1 });
});

test('twenty keys of a group have windows of their own, all further ones share one, and make room when they end', () => {
  for (let key = 0; key < 20; key += 1) expect(windows.open('a', `${key}`)).toBeDefined();
  expect(windows.open('a', 'one more')).toBeDefined();
  expect(windows.open('a', 'another')).toBeUndefined();
  expect(windows.open('b', 'another')).toBeDefined();
  clock = start + windowMs;
  expect(windows.open('a', 'another')).toEqual({ since: clock, suppressed: 0 });
  expect(windows.open('a', 'yet another')).toEqual({ since: clock, suppressed: 0 });
});
