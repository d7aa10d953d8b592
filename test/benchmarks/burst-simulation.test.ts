import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { check, deployed, scenarios, table } from '../../benchmarks/burst-scenarios.ts';
import { type BurstSettings, simulateBurst } from '../../benchmarks/burst-simulation.ts';

const play = (changes: Partial<BurstSettings>) => {
  const settings = { ...deployed, events: 2000, ...changes };
  const figures = simulateBurst(settings);
  check(settings, figures);
  return figures;
};

describe('a burst', () => {
  test('within every limit is accepted at once, and nothing is throttled or refused', () => {
    const { accepted, throttles, refusals, wait, invocations } = play({ perSecond: 10, sendRate: 50 });
    expect({ accepted, throttles, refusals, invocations }).toEqual({
      accepted: 2000,
      throttles: 0,
      refusals: 0,
      invocations: 2000,
    });
    expect(wait.longest).toBeLessThan(1);
  });

  test('above the send rate, with no limit on concurrency, loses to the queue what three invocations cannot place', () => {
    const { accepted, keptAfterRetries } = play({ perSecond: 1000, sendRate: 1 });
    expect(keptAfterRetries).toBeGreaterThan(1000);
    expect(accepted + keptAfterRetries).toBe(2000);
  });

  test('below the send rate by a limit on concurrency is accepted whole, only later', () => {
    const { accepted, refusals, busiest, wait } = play({ perSecond: 1000, sendRate: 20, concurrency: 2 });
    expect({ accepted, refusals, busiest }).toEqual({ accepted: 2000, refusals: 0, busiest: 2 });
    expect(wait.median).toBeGreaterThan(20);
  });

  test('that outlasts the maximum event age is kept from then on', () => {
    const { accepted, keptForAge } = play({ perSecond: 1000, concurrency: 1, maximumEventAge: 60 });
    expect(keptForAge).toBeGreaterThan(1000);
    expect(accepted + keptForAge).toBe(2000);
  });

  test('above the daily quota is kept from there on', () => {
    expect(play({ sendRate: 1000, dailyQuota: 500 })).toMatchObject({ accepted: 500, keptForQuota: 1500 });
  });

  test('and the watch share one rate and one quota, and a canary changes no more than its own email', () => {
    const calm = { perSecond: 10, sendRate: 50, canaryMinutes: 1 };
    expect(play({ ...calm, canaryPools: 3 })).toMatchObject({
      accepted: 2000,
      canaries: 9,
      canariesAccepted: 9,
    });
    expect(play({ ...calm, canaryPools: 0 })).toMatchObject({ accepted: 2000, canaries: 0 });
    const { accepted, keptForQuota, canariesAccepted } = play({ ...calm, canaryPools: 3, dailyQuota: 1000 });
    expect({ accepted, keptForQuota, canariesAccepted }).toEqual({
      accepted: 994,
      keptForQuota: 1006,
      canariesAccepted: 6,
    });
  });

  test('that takes all concurrency leaves the canary none, which is told after three tries', () => {
    const { accepted, canaries, canariesAccepted } = play({
      events: 20,
      perSecond: 1000,
      sendRate: 20,
      concurrency: 1,
      email: 60,
      coldStart: 0,
      canaryPools: 1,
      canaryMinutes: 5,
      maximumEventAge: 1e6,
    });
    expect(accepted).toBe(20);
    expect(canariesAccepted).toBeLessThan(canaries);
  });

  test('plays the same way each time', () => {
    expect(play({ perSecond: 500, seed: 7 })).toEqual(play({ perSecond: 500, seed: 7 }));
  });

  test('plays by what template.yaml deploys', () => {
    expect(deployed).toMatchObject({
      retryAttempts: 2,
      maximumEventAge: 3600,
      canaryPools: 1,
      canaryMinutes: 60,
    });
  });
});

describe('docs/scaling.md', () => {
  const page = readFileSync(new URL('../../docs/scaling.md', import.meta.url), 'utf8');

  test('has a row for every scenario', () => {
    for (const { what } of scenarios) expect(page).toContain(`| ${what} |`);
  });

  test('shows what the simulation gives', () => {
    // The quickest of them; `npm run simulate:burst` plays them all.
    const [quick] = scenarios.filter(({ what }) => what === '50 a second, no limit on concurrency');
    for (const row of table(quick ? [quick] : [])) expect(page).toContain(row);
  });
});
