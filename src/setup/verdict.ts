import type { Fact } from '../aws/fact.ts';
import type { Level } from './finding.ts';
import type { words } from './words/words.ts';

export type FindingId = keyof typeof words;

/** What a rule has decided, before it is put into words. */
export interface Verdict {
  readonly id: FindingId;
  readonly level: Level;
  readonly subject: string;
  readonly details: object;
}

/** @param details What the words of this finding need, and `subject`. */
export const verdict = <Id extends FindingId>(
  id: Id,
  level: Exclude<Level, 'unknown'>,
  { subject, ...details }: Parameters<(typeof words)[Id]>[0] & { readonly subject: string },
): Verdict => ({ id, level, subject, details });

/** What could not be looked at: `what` completes "… could not be found out". */
export interface NotKnown {
  readonly subject: string;
  readonly what: string;
}

/**
 * Judges a fact: by `judge` where it is known, by `absent` where there is no such thing; otherwise the verdict is that
 * nothing is known.
 */
export function judge<T>(
  fact: Fact<T>,
  unknown: { readonly id: FindingId } & NotKnown,
  rules: { readonly known: (value: T) => readonly Verdict[]; readonly absent?: () => readonly Verdict[] },
): readonly Verdict[] {
  if (fact.state === 'known') return rules.known(fact.value);
  if (fact.state === 'absent') return rules.absent?.() ?? [];
  const { id, subject, what } = unknown;
  return [{ id, level: 'unknown', subject, details: { what, state: fact.state, why: fact.why } }];
}
