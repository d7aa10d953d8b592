import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../../../src/setup/finding.ts';
import { newOrWorse, readMemory, writeMemory } from '../../../src/watch/set-up/memory.ts';

const finding = fc.record({
  id: fc.string({ maxLength: 20 }),
  subject: fc.string({ maxLength: 30 }),
  level: fc.constantFrom<Finding['level'][]>('ok', 'warning', 'problem', 'unknown'),
  found: fc.constant('it is so'),
});
const findings = (maxLength: number) =>
  fc.uniqueArray(finding, { maxLength, selector: ({ id, subject }) => `${id} ${subject}` });

describe('what the last look found', () => {
  test('is not new the next time, as long as it fits into a tag', () => {
    fc.assert(
      fc.property(findings(25), (found) => {
        expect(newOrWorse(found, readMemory(writeMemory(found, 0)))).toEqual([]);
      }),
    );
  });

  test('fits into a tag however much it is, in characters that a tag may have, and forgets problems last', () => {
    fc.assert(
      fc.property(findings(90), (found) => {
        const text = writeMemory(found, Date.UTC(2026, 10, 21));
        expect(text.length).toBeLessThanOrEqual(256);
        expect(text).toMatch(/^[\w +=.:/@-]*$/);
        const news = newOrWorse(found, readMemory(text));
        const problems = found.filter(({ level }) => level === 'problem').length;
        if (problems <= 25) expect(news.filter(({ level }) => level === 'problem')).toEqual([]);
      }),
    );
  });

  test('that has become worse is new, and that has become better is not', () => {
    const one = { id: 'quota', subject: 'SES', found: '' } as const;
    const [warning, problem] = [
      { ...one, level: 'warning' },
      { ...one, level: 'problem' },
    ] as const;
    expect(newOrWorse([problem], readMemory(writeMemory([warning], 0)))).toEqual([problem]);
    expect(newOrWorse([warning], readMemory(writeMemory([problem], 0)))).toEqual([]);
    expect(
      newOrWorse(
        [
          { ...one, level: 'ok' },
          { ...one, level: 'unknown' },
        ],
        readMemory(),
      ),
    ).toEqual([]);
  });

  test('is read from whatever somebody wrote into the tag', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Number.isFinite(readMemory(text).at)).toBe(true);
      }),
    );
    expect(readMemory('yesterday pabcdef').at).toBe(0);
  });
});
