import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPeriod } from '../../src/explain/period.ts';
import { Mistake } from '../../src/mistake.ts';

const now = Date.parse('2026-03-20T15:00:00Z');

describe('a period', () => {
  test.each([
    ['90m', undefined, '2026-03-20T13:30:00Z', '2026-03-20T15:00:00Z'],
    ['24h', undefined, '2026-03-19T15:00:00Z', '2026-03-20T15:00:00Z'],
    ['7d', '1d', '2026-03-13T15:00:00Z', '2026-03-19T15:00:00Z'],
    ['2026-03-20', '2026-03-20 14:10', '2026-03-20T00:00:00Z', '2026-03-20T14:10:00Z'],
    ['2026-03-20T14:00', '2026-03-20T14:10:30', '2026-03-20T14:00:00Z', '2026-03-20T14:10:30Z'],
    ['2026-03-20T14:00+02:00', '10m', '2026-03-20T12:00:00Z', '2026-03-20T14:50:00Z'],
    ['2026-03-20T14:00:00.000Z', undefined, '2026-03-20T14:00:00Z', '2026-03-20T15:00:00Z'],
  ])('from %s to %s', (since, until, from, to) => {
    expect(readPeriod({ since, ...(until !== undefined && { until }) }, now)).toEqual({
      from: Date.parse(from),
      to: Date.parse(to),
    });
  });

  test.each(['', 'yesterday', '24', '1w', '-2h', '2026-13-40', '14:00', '20.3.2026', '2026-03-20T25:00'])(
    'is not read from %j',
    (since) => {
      expect(() => readPeriod({ since }, now)).toThrow(Mistake);
    },
  );

  test('never ends before it begins, whatever is typed', () => {
    const word = fc.oneof(fc.string(), fc.stringMatching(/^\d{1,7}[mhdx]$/), fc.date().map(String));
    fc.assert(
      fc.property(word, fc.option(word, { nil: undefined }), (since, until) => {
        try {
          const { from, to } = readPeriod({ since, ...(until !== undefined && { until }) }, now);
          expect(from).toBeLessThan(to);
        } catch (error) {
          expect(error).toBeInstanceOf(Mistake);
        }
      }),
    );
  });
});
