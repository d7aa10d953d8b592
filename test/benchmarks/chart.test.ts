import { expect, test } from '@jest/globals';
import { drawFirstEmails } from '../../benchmarks/chart.ts';

const figures = Object.fromEntries(
  [512, 1024, 1769].flatMap((megabytes) => [
    [`${megabytes} MB: process start to first accepted email (ms)`, { ours: 100, baseline: 400, floor: 90 }],
    [`${megabytes} MB: its invocation alone (ms)`, { ours: 10, baseline: 300, floor: 60 }],
  ]),
);

test('a bar is as long as its time, its two parts end to end', () => {
  const svg = drawFirstEmails(figures);
  const bars = [...svg.matchAll(/<rect class="(\w+)" x="([\d.]+)" y="64" width="([\d.]+)"/g)].map(
    ([, part, x, width]) => ({ part, x: Number(x), end: Number(x) + Number(width) }),
  );
  const [start, invocation] = bars;
  expect(bars.map(({ part }) => part)).toEqual(['start', 'invocation']);
  expect(invocation?.x).toBeCloseTo(start?.end ?? 0);
  const pixelsPerMs = ((invocation?.end ?? 0) - (start?.x ?? 0)) / 100;
  expect((invocation?.end ?? 0) - (invocation?.x ?? 0)).toBeCloseTo(10 * pixelsPerMs);
  expect(svg).toContain('>400 ms<');
  expect(svg).not.toContain('NaN');
});
