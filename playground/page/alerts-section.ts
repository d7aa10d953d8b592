import type { PublishedAlert } from '../sns.ts';
import { pretty } from './events-view.ts';
import { type Html, html } from './html.ts';

/** The forms that an alert is published in. */
export const forms = ['people', 'chat', 'json'] as const;
export type As = (typeof forms)[number];

const labels: Readonly<Record<As, string>> = {
  people: 'As people read it',
  chat: 'As chat shows it',
  json: 'JSON for chat',
};
const shown = 30;

/** The alerts that were published, and one of them as its readers get it. */
export function alertsSection(
  alerts: readonly PublishedAlert[],
  { alert: chosen = alerts.length - 1, as }: { readonly alert: number | undefined; readonly as: As },
): Html {
  const open = alerts[chosen];
  const latest = [...alerts.entries()].slice(-shown).reverse();
  return html`<section id="alerts" data-live aria-labelledby="alerts-title">
  <h2 id="alerts-title">Alerts</h2>
  ${
    open === undefined
      ? html`<p class="empty">Nobody was alerted.</p>`
      : html`<ol class="alerts">${latest.map(([index, { subject }]) => html`<li><a id="alert-${index}" href="/operators?alert=${index}&as=${as}"${index === chosen ? html` aria-current="true"` : ''}>${subject === undefined ? 'An alert without a subject' : unbroken(subject)}</a></li>`)}</ol>
  <nav aria-label="Forms of the alert" class="parts">${forms.map((form) => html`<a id="as-${form}" href="/operators?alert=${chosen}&as=${form}"${form === as ? html` aria-current="page"` : ''}>${labels[form]}</a>`)}</nav>
  <div id="alert">${inForm(open, as)}</div>`
  }
  </section>`;
}

function inForm({ messages, subject }: PublishedAlert, as: As): Html {
  const { default: text = '', https: chat = '{}' } = messages;
  if (as === 'people')
    return html`<pre tabindex="0"><b>${subject !== undefined && unbroken(subject)}</b>\n\n${text}</pre>`;
  if (as === 'json') return html`<pre tabindex="0">${pretty(chat)}</pre>`;
  return chatCard(chat);
}

/** About what Amazon Q Developer makes of a custom notification in Slack. */
function chatCard(json: string): Html {
  const { content } = JSON.parse(json);
  if (content === undefined) return html`<p class="empty">This alert has no form for chat.</p>`;
  const { title, description, nextSteps = [], keywords = [] } = content;
  return html`<div class="chat">
    <p><b>${unbroken(emoji(title))}</b></p>
    <p>${markdown(description)}</p>
    <ol>${nextSteps.map((step: string) => html`<li>${markdown(step)}</li>`)}</ol>
    <p class="note">${keywords.filter(Boolean).join(' · ')}</p>
  </div>`;
}

/** What stands between parentheses, a Region, is not to be broken at its hyphens. */
const unbroken = (text: string): Html =>
  html`${text.split(/(\([^()]{1,24}\))/).map((piece, index) => (index % 2 === 1 ? html`<span class="whole">${piece}</span>` : piece))}`;

const emoji = (text = ''): string => text.replaceAll(':warning:', '⚠️');

/** The two marks that alerts use, \`command\` and *bold*, and line ends. */
function markdown(text = ''): Html {
  const pieces = emoji(text).split(/(`[^`]+`|\*[^*\n]+\*|\n)/);
  return html`${pieces.map((piece) => {
    if (/^`.+`$/s.test(piece)) return html`<code>${piece.slice(1, -1)}</code>`;
    if (/^\*.+\*$/s.test(piece)) return html`<b>${piece.slice(1, -1)}</b>`;
    return piece === '\n' ? html`<br>` : piece;
  })}`;
}
