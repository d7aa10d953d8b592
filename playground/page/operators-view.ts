import { metricsIn } from '../metrics.ts';
import type { SenderFunction } from '../sender-function.ts';
import { type Kept, readKept } from '../undelivered.ts';
import { type As, alertsSection } from './alerts-section.ts';
import { chart } from './chart.ts';
import { statusOf } from './events-view.ts';
import { action, type Html, html, shortName, time, type View } from './html.ts';
import type { PageState } from './state.ts';

const shownLines = 20;
const shownKept = 50;

/** What the platform team gets to see: alerts, kept events, metrics, log lines. */
export function operatorsView(
  { playground, sender }: PageState,
  chosen: { readonly alert: number | undefined; readonly as: As },
): View {
  const waiting = sender.runs.filter(({ retryAt }) => retryAt !== undefined).length;
  return {
    title: 'Operators',
    path: '/operators',
    main: html`<h1>What operators see</h1>
    <div class="operators">
    ${alertsSection(playground.alerts, chosen)}
    <section id="queue" data-live aria-labelledby="queue-title">${queue(playground.queue.map(readKept), waiting)}</section>
    <section id="metrics" data-live aria-labelledby="metrics-title">${metrics(sender)}</section>
    <section id="lines" data-live aria-labelledby="lines-title">${lines(sender)}</section>
    </div>`,
  };
}

function queue(kept: readonly Kept[], waiting: number): Html {
  return html`<h2 id="queue-title">The undelivered queue</h2>
  ${waiting > 0 && html`<div class="notice"><p>${waiting} ${waiting === 1 ? 'event is' : 'events are'} still with Lambda, which tries again after one minute and after two more.</p>${action('/retry', 'Try again now', { id: 'retry' })}</div>`}
  ${
    kept.length === 0
      ? html`<p class="empty">Nothing is kept.</p>`
      : html`<div class="row">
    ${action('/queue/send-again', kept.length === 1 ? 'Send it again' : `Send all ${kept.length} again`, { id: 'send-all-again', kind: 'main' })}
    ${action('/queue/discard', kept.length === 1 ? 'Discard it' : `Discard all ${kept.length}`, { id: 'discard-all' })}
  </div>
  <ul class="cards">${kept.slice(0, shownKept).map(card)}</ul>
  ${kept.length > shownKept && html`<p class="note">and ${kept.length - shownKept} more</p>`}`
  }`;
}

const card = ({
  id,
  reason,
  remedy,
  keptBy,
  triggerSource,
  at,
  expiresAt,
  body,
}: Kept): Html => html`<li class="card">
  <h3>${shortName(triggerSource)} <b class="status undeliverable">${reason}</b></h3>
  <p class="note">kept by ${keptBy === 'sender' ? 'the sender' : 'Lambda, after its last attempt'}${at && html` at ${time(at)}`}${expiresAt && html`; of use until <time datetime="${expiresAt}">${expiresAt.slice(0, 16).replace('T', ' ')} UTC</time>`}</p>
  <div class="row">
    ${action(`/queue/${id}/send-again`, 'Send again', { id: `again-${id}` })}
    ${action(`/queue/${id}/discard`, 'Discard', { id: `discard-${id}`, kind: 'quiet' })}
  </div>
  <details id="record-${id}"><summary>What to do, and the record</summary>${remedy !== undefined && html`<p>${remedy}</p>`}<pre tabindex="0">${JSON.stringify(JSON.parse(body), null, 2)}</pre></details>
</li>`;

function metrics({ runs }: SenderFunction): Html {
  const values = metricsIn(runs);
  return html`<h2 id="metrics-title">Metrics</h2>
  ${
    values.size === 0
      ? html`<p class="empty">No metric yet.</p>`
      : html`${chart(runs)}
  <dl class="totals">${[...values].map(([name, value]) => html`<div><dt>${name}</dt><dd>${name.endsWith('Time') ? `${value.toFixed(1)} ms` : value}</dd></div>`)}</dl>`
  }`;
}

function lines({ runs }: SenderFunction): Html {
  const latest = runs.slice(-shownLines).flatMap((run) => run.attempts.map((attempt) => ({ run, attempt })));
  return html`<h2 id="lines-title">Log lines</h2>
  ${latest.length === 0 && html`<p class="empty">No line yet.</p>`}
  <ol class="lines">${latest.toReversed().map(
    ({
      run,
      attempt,
    }) => html`<li><p><b class="status ${statusOf(attempt)}">${statusOf(attempt)}</b> ${time(attempt.at)} <a href="/events/${run.id}">event ${run.id}</a></p>
  ${attempt.lines.map((line) => html`<pre tabindex="0">${line}</pre>`)}</li>`,
  )}</ol>`;
}
