import { type Burst, percentile } from '../burst.ts';
import { chart } from './chart.ts';
import { type Html, html, option, type View } from './html.ts';
import type { PageState } from './state.ts';

export const sizes = [100, 1000, 5000];

/** A thousand events at once, and how they end. */
export function burstView({ burst, sender }: PageState): View {
  const running = burst !== undefined && burst.endedAt === undefined;
  return {
    title: 'Burst',
    path: '/burst',
    main: html`<h1>A burst</h1>
    <p>Everybody signs in at once: the sample events with recipients of their own, as fast as Lambda takes them on this machine. Choose a fault first, such as <i>maximum send rate</i>, and see where they end.</p>
    <form method="post" action="/burst" class="row">
      <label for="size">Events</label>
      <select id="size" name="size">${sizes.map((size) => option(String(size), { label: size.toLocaleString('en'), chosen: String(burst?.total ?? 1000) }))}</select>
      <button class="main">Start</button>
    </form>
    <section id="burst" data-live aria-label="Result" aria-busy="${running}">
      ${burst ? figures(burst) : html`<p class="empty">No burst yet.</p>`}
      ${burst && chart(sender.runs.filter(({ from }) => from === 'burst'))}
    </section>`,
  };
}

function figures({ total, ended, times, startedAt, endedAt }: Burst): Html {
  const seconds = ((endedAt ?? Date.now()) - startedAt) / 1000;
  const rows: readonly (readonly [string, string])[] = [
    ['Accepted by SES', String(ended.accepted)],
    ['Kept, with its reason', String(ended.undeliverable)],
    ['Deferred: Lambda tries again', String(ended.deferred)],
    ['Skipped on purpose', String(ended.skipped)],
    ['In none of these', String(ended.lost)],
    ['Rate', `${(times.length / Math.max(seconds, 0.001)).toFixed(0)} a second`],
    ['Half of them took at the most', `${percentile(times, 0.5).toFixed(0)} ms`],
    ['99 of 100 took at the most', `${percentile(times, 0.99).toFixed(0)} ms`],
  ];
  return html`<p role="status"><b>${times.length.toLocaleString('en')}</b> of ${total.toLocaleString('en')} events${endedAt === undefined ? ' so far' : ` in ${seconds.toFixed(1)} s`}</p>
  <progress value="${times.length}" max="${total}" aria-label="Events that have ended"></progress>
  <dl class="totals">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
