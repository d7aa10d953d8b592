import type { Figures } from './figures.ts';
import { sizes } from './lent-cpu.ts';
import { names, type Variant } from './processes.ts';

const labels: Readonly<Record<Variant, string>> = {
  ours: 'this sender',
  baseline: 'the documented sample',
  floor: 'a bare script',
};

/** Pixels. */
const [width, left, right, barHeight, rowHeight, groupGap] = [720, 176, 64, 16, 24, 36];

/**
 * Draws the first email as Lambda lends CPU: a bar each, its start and its invocation end to end.
 *
 * @param lent What `measureLentCpu` has measured.
 * @returns An SVG, readable on light and dark.
 */
export function drawFirstEmails(lent: Figures): string {
  const rows = sizes.flatMap((megabytes, group) =>
    names.map((name, place) => {
      const total = lent[`${megabytes} MB: process start to first accepted email (ms)`]?.[name] ?? Number.NaN;
      const invocation = lent[`${megabytes} MB: its invocation alone (ms)`]?.[name] ?? Number.NaN;
      const y = 64 + group * (names.length * rowHeight + groupGap) + place * rowHeight;
      return { megabytes, name, place, total, invocation, y };
    }),
  );
  const longest = Math.max(...rows.map(({ total }) => total));
  const x = (ms: number): string => (left + (ms / longest) * (width - left - right)).toFixed(1);
  const bars = rows.map(({ megabytes, name, place, total, invocation, y }) => {
    const started = total - invocation;
    const middle = y + barHeight - 4;
    return [
      ...(place === 0
        ? [`<text class="size" x="16" y="${y - 10}">${megabytes.toLocaleString('en')} MB</text>`]
        : []),
      `<text x="${left - 10}" y="${middle}" text-anchor="end"${name === 'ours' ? ' class="ours"' : ''}>${labels[name]}</text>`,
      `<rect class="start" x="${left}" y="${y}" width="${(Number(x(started)) - left).toFixed(1)}" height="${barHeight}"/>`,
      `<rect class="invocation" x="${x(started)}" y="${y}" width="${(Number(x(total)) - Number(x(started))).toFixed(1)}" height="${barHeight}"/>`,
      `<text x="${Number(x(total)) + 8}" y="${middle}">${Math.round(total)} ms</text>`,
    ].join('\n');
  });
  const height = 64 + sizes.length * (names.length * rowHeight + groupGap) - groupGap + 16;
  const description = rows
    .map(({ megabytes, name, total }) => `${labels[name]} with ${megabytes} MB: ${Math.round(total)} ms`)
    .join('; ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">
<title id="title">From a new process to the first accepted email</title>
<desc id="description">${description}</desc>
<style>
text { font: 13px system-ui, sans-serif; fill: #24292f; }
.size, .ours { font-weight: 600; }
.start { fill: #9aa7b4; }
.invocation { fill: #0b6bcb; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .start { fill: #5b6773; }
  .invocation { fill: #58a6ff; }
}
</style>
<rect class="start" x="${left}" y="12" width="12" height="12"/><text x="${left + 18}" y="23">starting</text>
<rect class="invocation" x="${left + 96}" y="12" width="12" height="12"/><text x="${left + 114}" y="23">the invocation, at the memory’s share of a core</text>
${bars.join('\n')}
</svg>
`;
}
