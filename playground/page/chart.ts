import { overTime } from '../metrics.ts';
import type { Run } from '../sender-function.ts';
import { type Html, html, time } from './html.ts';

const statuses = ['accepted', 'skipped', 'deferred', 'undeliverable', 'lost'] as const;
const width = 600;
const height = 96;

/** Attempts over time, by how they ended, as stacked bars. */
export function chart(runs: readonly Run[]): Html {
  const { datapoints, period } = overTime(runs);
  const total = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((sum, count) => sum + count, 0);
  const most = Math.max(1, ...datapoints.map(({ counts }) => total(counts)));
  const step = width / Math.max(1, datapoints.length);
  const [start = 0, seconds] = [datapoints[0]?.at, (datapoints.length * period) / 1000];
  const there = statuses.filter((status) => datapoints.some(({ counts }) => counts[status]));
  return html`<figure class="chart">
    <svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="Attempts over time: at the most ${most} in one bar">
      ${datapoints.map(({ counts }, index) => {
        let y = height;
        return statuses.map((status) => {
          const tall = ((counts[status] ?? 0) / most) * height;
          y -= tall;
          return (
            tall > 0 &&
            html`<rect class="${status}" x="${(index * step).toFixed(1)}" y="${y.toFixed(1)}" width="${(step * 0.8).toFixed(1)}" height="${tall.toFixed(1)}"/>`
          );
        });
      })}
    </svg>
    <figcaption><span>${time(start)}</span> <span>${there.map((status) => html`<b class="status ${status}">${status}</b> `)}${most} at the most in ${secondsOf(period)}</span> <span>${seconds < 120 ? `+${seconds.toFixed(0)} s` : time(start + seconds * 1000)}</span></figcaption>
  </figure>`;
}

const secondsOf = (ms: number): string => `${Number((ms / 1000).toFixed(1))} s`;
