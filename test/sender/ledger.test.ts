import { beforeAll, describe, expect, test } from '@jest/globals';
import { keepLedger, type Ledger } from '../support/ledger.ts';

// `npm run test:ledger` does the same with 20,000 events.
const events = 300;
let ledger: Ledger;

beforeAll(async () => {
  ledger = await keepLedger(events, { seed: 7 });
}, 120_000);

describe('while everything fails at random, every event ends', () => {
  test('accepted, kept or skipped: never in nothing', () => {
    expect(ledger.nothing).toBe(0);
    expect(ledger.accepted + ledger.kept + ledger.skipped).toBe(events);
  });

  test('in each of the three ways, so that the sum means something', () => {
    for (const ended of [ledger.accepted, ledger.keptBy.sender, ledger.skipped, ledger.thrown])
      expect(ended).toBeGreaterThan(0);
  });

  test('with no second email but those that nobody could have avoided', () => {
    expect(ledger.unexplained).toBe(0);
  });

  test('with no code and no address in anything that was written', () => {
    expect(ledger.written.filter((line) => /ledger-\d|ZQ\d+MARK/.test(line))).toEqual([]);
  });
});
