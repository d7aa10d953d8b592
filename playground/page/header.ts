import { type Html, html } from './html.ts';
import type { PageState } from './state.ts';

const names: readonly (readonly [path: string, label: string])[] = [
  ['/', 'Events'],
  ['/inbox', 'Inbox'],
  ['/operators', 'Operators'],
  ['/burst', 'Burst'],
  ['/user-pool', 'User pool'],
  ['/emails/', 'Emails'],
];

/** What stands above every view: where one is, and the way to all others. @param path The view's own. */
export const header = (state: PageState, path: string): Html => html`<header class="views">
  <p class="name"><a href="/"><b>Playground</b> <span>cognito-email-sender</span></a></p>
  <nav aria-label="Views" id="nav" data-live><ul>${names.map(([to, label]) => tab(state, { to, label, path }))}</ul></nav>
  <p id="connection" role="status"></p>
  <p class="controls"><a href="/#controls" data-opens="controls" aria-expanded="false">Send · Account</a></p>
</header>`;

function tab(state: PageState, { to, label, path }: { to: string; label: string; path: string }): Html {
  const count = countFor(state, to);
  return html`<li><a href="${to}"${to === path ? html` aria-current="page"` : ''}>${label}${count !== '' && html` <span class="count">${count}</span>`}</a></li>`;
}

function countFor({ playground, sender }: PageState, to: string): string {
  const { mailbox, alerts, queue } = playground;
  if (to === '/') return String(sender.runs.length);
  if (to === '/inbox') return String(mailbox.length);
  if (to !== '/operators' || alerts.length + queue.length === 0) return '';
  return `${alerts.length} alert${alerts.length === 1 ? '' : 's'} · ${queue.length} kept`;
}
