import type { Attempt, Run } from '../sender-function.ts';
import { action, type Html, html, shortName, time, type View } from './html.ts';
import type { PageState } from './state.ts';

type Playground = PageState['playground'];

const shown = 60;

/** What became of each event. */
export function eventsView({ sender, playground }: PageState): View {
  const { runs } = sender;
  const latest = runs.slice(-shown).reverse();
  const waiting = runs.filter(({ retryAt }) => retryAt !== undefined).length;
  return {
    title: 'Events',
    path: '/',
    main: html`<section id="events" data-live aria-labelledby="events-title">
    <h1 id="events-title">What became of each event</h1>
    <p class="promise">Every event ends accepted by SES, or kept with its reason, or skipped on purpose with its reason.</p>
    ${
      runs.length === 0
        ? html`<p class="empty">No event yet. Press <b>Send</b>, then read the email as its recipient would.</p>`
        : html`${totals(runs)}
    ${waiting > 0 && html`<div class="notice"><p>${waiting} wait${waiting === 1 ? 's' : ''} for Lambda to try again.</p>${action('/retry', 'Try again now', { id: 'retry' })}</div>`}
    <div class="scroll" tabindex="0" role="region" aria-label="Table of events"><table>
      <thead><tr><th scope="col">Time</th><th scope="col">Trigger source</th><th scope="col">Outcome</th><th scope="col">Email</th><th scope="col" class="number">ms</th></tr></thead>
      <tbody>${latest.map((run) => row(run, playground))}</tbody>
    </table></div>
    ${runs.length > shown && html`<p class="note">and ${runs.length - shown} before these</p>`}`
    }
  </section>`,
  };
}

function totals(runs: readonly Run[]): Html {
  const counts = new Map<string, number>();
  for (const run of runs)
    counts.set(statusOf(run.attempts.at(-1)), (counts.get(statusOf(run.attempts.at(-1))) ?? 0) + 1);
  return html`<dl class="totals">${[...counts].map(([status, count]) => html`<div><dt>${status}</dt><dd>${count}</dd></div>`)}</dl>`;
}

/** How an attempt ended: the outcome's status, `lost` without one, `running` before either. */
export const statusOf = (attempt: Attempt | undefined): string =>
  attempt ? (attempt.outcome?.status ?? 'lost') : 'running';

export function outcomeOf(run: Run): Html {
  const last = run.attempts.at(-1);
  const status = statusOf(last);
  return html`<b class="status ${status}">${status}</b> ${last?.outcome?.reason ?? (status === 'lost' ? last?.error?.message : '')}${run.attempts.length > 1 && html` <span class="note">attempt ${run.attempts.length}</span>`}${run.retryAt !== undefined && html` <span class="note">again at ${time(run.retryAt)}</span>`}`;
}

function row(run: Run, playground: Playground): Html {
  const subject = subjectOf(playground.mailbox, run);
  const last = run.attempts.at(-1);
  const id = last?.outcome?.sesMessageId;
  return html`<tr>
    <td>${time(last?.at ?? Date.now())}</td>
    <td><a id="run-${run.id}" href="/events/${run.id}">${shortName(triggerSourceOf(run))}</a> <span class="note">${run.from}</span></td>
    <td>${outcomeOf(run)}</td>
    <td>${id !== undefined && subject !== undefined ? html`<a href="/inbox/${id}">${subject}</a>` : (toldAfterwards(run, playground) ?? html`<span class="none">–</span>`)}</td>
    <td class="number">${last ? last.ms.toFixed(0) : ''}</td>
  </tr>`;
}

/** What SES told of an email after it accepted it; nothing where it arrived. */
function toldAfterwards(run: Run, playground: Playground): Html | undefined {
  const outcome = run.attempts.at(-1)?.outcome;
  const { sesRegion, sesMessageId } = { ...outcome };
  if (sesRegion === undefined || sesMessageId === undefined) return undefined;
  const told = playground.region(sesRegion).messages.get(sesMessageId)?.events.at(-1);
  if (told === undefined || told.event === 'Delivery') return undefined;
  return html`<span class="note">then ${told.event}${told.bounce !== undefined && html`: ${told.bounce}`}</span>`;
}

const subjectOf = (mailbox: Playground['mailbox'], run: Run): string | undefined =>
  mailbox.find(({ id }) => id === run.attempts.at(-1)?.outcome?.sesMessageId)?.subject;

export const triggerSourceOf = ({ event }: Run): unknown =>
  typeof event === 'object' && event !== null && 'triggerSource' in event ? event.triggerSource : undefined;

/** One event: each attempt's log lines, and the event itself. */
export function eventView(run: Run, playground: Playground): View {
  const source = shortName(triggerSourceOf(run));
  return {
    title: source,
    path: `/events/${run.id}`,
    main: html`<section id="run" data-live aria-labelledby="run-title">
    <p><a href="/">All events</a></p>
    <h1 id="run-title">${source}</h1>
    <div class="row"><p>${outcomeOf(run)} ${toldAfterwards(run, playground)}</p>${action(`/events/${run.id}/send-again`, 'Send this event again', { id: 'send-run-again' })}</div>
    ${run.attempts.map(
      (attempt, index) => html`<h2>Attempt ${index + 1}, ${time(attempt.at)}, ${attempt.ms.toFixed(0)} ms</h2>
    ${attempt.error && html`<p>Thrown to Lambda: <code>${attempt.error.name}: ${attempt.error.message}</code></p>`}
    ${attempt.lines.map((line) => html`<pre tabindex="0">${pretty(line)}</pre>`)}`,
    )}
    <h2>The event</h2>
    <pre tabindex="0">${JSON.stringify(run.event, null, 2)}</pre>
  </section>`,
  };
}

/** A line of JSON over several; any other as it is. */
export function pretty(line: string): string {
  try {
    return JSON.stringify(JSON.parse(line), null, 2);
  } catch {
    return line;
  }
}
