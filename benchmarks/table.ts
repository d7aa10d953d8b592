export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** A Markdown table of what was measured, with the ratio to the baseline of the same run. */
export function table(
  results: Readonly<Record<string, Readonly<Record<'ours' | 'baseline' | 'floor', number>>>>,
): string {
  const shown = (value: number): string =>
    Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1);
  const rows = Object.entries(results).map(
    ([figure, { ours, baseline, floor }]) =>
      `| ${figure} | ${shown(ours)} | ${shown(baseline)} | ${shown(floor)} | ${baseline === 0 ? '-' : (ours / baseline).toFixed(2)} |`,
  );
  return [
    '| figure (median) | ours | baseline | floor | ours / baseline |',
    '|---|---:|---:|---:|---:|',
    ...rows,
  ].join('\n');
}
