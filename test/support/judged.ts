import { judgeFacts } from '../../src/setup/rules/rules.ts';
import { type GoodFacts, goodFacts, version } from './facts.ts';

/** What the rules say of an installation that is well but for one thing: `id: level` of all that is not ok, sorted. */
export function judged(change: (good: GoodFacts) => unknown): string[] {
  const good = goodFacts();
  change(good);
  return judgeFacts(good.facts, version)
    .filter(({ level }) => level !== 'ok')
    .map(({ id, level }) => `${id}: ${level}`)
    .sort();
}

export const denied = { state: 'denied', why: 'AccessDeniedException: no' } as const;
export const failed = { state: 'failed', why: 'TimeoutError: no answer' } as const;
export const absent = { state: 'absent' } as const;

export type Case = readonly [what: string, change: (good: GoodFacts) => unknown, findings: readonly string[]];
