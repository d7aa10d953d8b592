import { expect, test } from '@jest/globals';
import { startClaim } from '../../src/undelivered/claim.ts';

test.each([
  ['both clocks run', { wall: 4000, steady: 4000 }, 6000],
  ['the computer slept, so that one stood still', { wall: 9000, steady: 1000 }, 1000],
  ['the time was set back', { wall: -50_000, steady: 3000 }, 7000],
  ['it is over', { wall: 12_000, steady: 12_000 }, -2000],
])('a claim counts what has passed at the most: %s', (_, passed, left) => {
  const now = { wall: 1_000_000, steady: 500 };
  const claim = startClaim(10, { wall: () => now.wall, steady: () => now.steady });
  now.wall += passed.wall;
  now.steady += passed.steady;
  expect(claim.left()).toBe(left);
});
