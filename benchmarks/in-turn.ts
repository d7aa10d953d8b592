import { names, type Variant } from './processes.ts';

/** Each goes first, second and last equally often: what ran just before leaves its traces in the caches. */
export function inTurn(run: number): readonly Variant[] {
  const from = run % names.length;
  return [...names.slice(from), ...names.slice(0, from)];
}
