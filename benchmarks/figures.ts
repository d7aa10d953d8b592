import type { Variant } from './processes.ts';
import { median } from './table.ts';

/** Figures by name, a number for each variant. */
export type Figures = Readonly<Record<string, Readonly<Record<Variant, number>>>>;

/** What was measured of each variant, in the order in which it was. */
export type Measured = Record<Variant, number[]>;

export const empty = (): Measured => ({ ours: [], baseline: [], floor: [] });

/** The medians of what was measured. */
export const medians = (measured: Readonly<Record<string, Measured>>): Figures =>
  Object.fromEntries(
    Object.entries(measured).map(([figure, { ours, baseline, floor }]) => [
      figure,
      { ours: median(ours), baseline: median(baseline), floor: median(floor) },
    ]),
  );
