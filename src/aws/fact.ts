import { Mistake } from '../mistake.ts';
import { explainCallFailure } from './failure.ts';

/**
 * What one question to AWS or DNS has shown. Whoever was denied the answer, or did not get one, knows nothing: neither
 * is ever taken for `absent`.
 */
export type Fact<T> =
  | { readonly state: 'known'; readonly value: T }
  | { readonly state: 'absent' }
  | { readonly state: 'denied' | 'failed'; readonly why: string };

export const known = <T>(value: T): Fact<T> => ({ state: 'known', value });

/** The value of a fact that is known; undefined otherwise. */
export const valueIn = <T>(fact: Fact<T> | undefined): T | undefined =>
  fact?.state === 'known' ? fact.value : undefined;

/**
 * Asks and says what became of it.
 *
 * @throws {Mistake} when the credentials are no good or no Region is named: nothing else can be asked then either.
 *   An abort is thrown on.
 */
export async function ask<T>(call: () => Promise<T>): Promise<Fact<T>> {
  try {
    return known(await call());
  } catch (error) {
    if (error instanceof Mistake || (error instanceof Error && error.name === 'AbortError')) throw error;
    const { kind, found, fix } = explainCallFailure(error);
    if (kind === 'credentials' || kind === 'region') throw new Mistake(found, fix, { cause: error });
    return kind === 'absent' ? { state: 'absent' } : { state: kind, why: found };
  }
}
