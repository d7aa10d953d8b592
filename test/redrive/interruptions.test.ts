import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Interruptions, interruptRedrives } from '../support/interruptions.ts';

// `npm run test:redrive` does the same two hundred times.
const interruptions = 7;
let figures: Interruptions;

beforeAll(async () => {
  figures = await interruptRedrives(interruptions, { seed: 11, newcomers: 2 });
}, 180_000);

describe('redrives that are killed and stopped at random moments', () => {
  test('were interrupted in both ways, so that the rest means something', () => {
    expect(figures.killed).toBeGreaterThan(0);
    expect(figures.stopped).toBeGreaterThan(0);
  });

  test('lose nobody’s email', () => {
    expect({ lost: figures.lost, stillKept: figures.stillKept }).toEqual({ lost: 0, stillKept: 0 });
  });

  test('send nobody an email twice', () => {
    expect(figures.twice).toBe(0);
  });

  test('send nothing that has died, and nothing to an address that somebody has put into a record', () => {
    expect(figures.wrong).toBe(0);
  });

  test('write no address and no code', () => {
    expect(figures.written.filter((text) => /@example|CODE-/.test(text))).toEqual([]);
  });
});
