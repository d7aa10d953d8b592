import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { overTime } from '../../playground/metrics.ts';
import type { Run } from '../../playground/sender-function.ts';

const runAt = (at: number): Run => ({
  id: 1,
  from: 'burst',
  event: {},
  attempts: [{ at, ms: 1, lines: [], outcome: undefined }],
});

test('every attempt is counted in the period that it began in', () => {
  const times = fc.array(fc.integer({ min: 0, max: 100_000_000 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(times, (ats) => {
      const { period, datapoints } = overTime(ats.map(runAt));
      const counted = datapoints.flatMap(({ at, counts }) => Array(counts['lost'] ?? 0).fill(at));
      const expected = ats.toSorted((one, other) => one - other);
      expect(counted).toHaveLength(ats.length);
      for (const [index, at] of counted.entries()) {
        expect(expected[index]).toBeGreaterThanOrEqual(at);
        expect(expected[index]).toBeLessThan(at + period);
      }
      expect(datapoints.length).toBeGreaterThanOrEqual(30);
      expect(datapoints.length).toBeLessThanOrEqual(60);
    }),
  );
});

test('a short burst is shown in tenths of a second, and nothing as nothing', () => {
  expect(overTime([runAt(1000), runAt(1700)]).period).toBe(100);
  expect(overTime([]).datapoints).toEqual([]);
});
