import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { words } from '../../src/setup/words/words.ts';
import { firstAlarm, type Point } from '../support/alarm-clock.ts';
import { deploy, propertiesOf } from '../support/cloudformation.ts';
import { deployments } from '../support/deployments.ts';
import { silenceTable, tellersOf } from '../support/silence-table.ts';
import { quiet, silences } from '../support/silences.ts';

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');

describe('a way of going silent', () => {
  test.each(silences.map((silence) => [silence.what, silence] as const))('is told: %s', (_, silence) => {
    const tellers = tellersOf(silence);
    expect(tellers).not.toEqual([]);
    // By something that runs by itself: a deployment's gate is no answer to what happens without one.
    const [first] = tellers.filter(({ who }) => !who.startsWith('the gate'));
    expect(first?.minutes).toBeLessThanOrEqual(26 * 60);
    if (silence.finding) expect(Object.keys(words)).toContain(silence.finding);
  });

  test('is one of at least 30, and the runbook’s table is what was computed', () => {
    expect(silences.length).toBeGreaterThanOrEqual(30);
    expect(runbook).toContain(silenceTable());
  });

  test('is told of by nothing while nothing is wrong', () => {
    expect(tellersOf({ what: 'nothing', points: [], ends: [] })).toEqual([]);
  });
});

describe('the play of CloudWatch', () => {
  const deployment = deploy(deployments['one pool'] ?? {});
  const alarm = (id: string) => propertiesOf(deployment, id);
  const at = (metric: string, ...times: number[]): Point[] =>
    times.map((each) => ({ metric, at: each, value: 1 }));

  test('takes three of the last ten minutes', () => {
    const three = at('Throttles', 1, 4, 9);
    expect(firstAlarm(alarm('ThrottlesAlarm'), three, { until: 60 })).toBe(11);
    expect(firstAlarm(alarm('ThrottlesAlarm'), three.slice(1), { until: 60 })).toBeUndefined();
    expect(firstAlarm(alarm('ThrottlesAlarm'), at('Throttles', 1, 12, 23), { until: 60 })).toBeUndefined();
  });

  test('waits for two canaries that were not tried, and survives one that is late', () => {
    const times = (...minutes: number[]) => at('CanaryAccepted', ...minutes);
    expect(firstAlarm(alarm('CanaryMissingAlarm'), times(-61, -1), { until: 600 })).toBe(119);
    expect(
      firstAlarm(alarm('CanaryMissingAlarm'), times(-61, -1, 64, 119, 179), { until: 180 }),
    ).toBeUndefined();
  });

  test('looks further back than it evaluates before it takes missing data for a fault', () => {
    const wanting = { ...alarm('CanaryAlarm'), TreatMissingData: 'breaching', EvaluationPeriods: 1 };
    expect(firstAlarm(wanting, at('CanaryAccepted', -2), { until: 60 })).toBe(1);
  });

  test('counts shares of what is there', () => {
    const sent = at('Send', 1, 2, 3, 4, 5, 6);
    expect(
      firstAlarm(alarm('BouncesAlarm'), [...sent, ...at('Bounce', 3, 4)], { until: 60 }),
    ).toBeUndefined();
    expect(firstAlarm(alarm('BouncesAlarm'), [...sent, ...at('Bounce', 3, 4, 5)], { until: 60 })).toBe(7);
    expect(firstAlarm(alarm('NotDeliveredAlarm'), quiet, { until: 600 })).toBeUndefined();
  });
});
