import { accountForm } from './account-form.ts';
import { type Html, html, type View } from './html.ts';
import { sendForm } from './send-form.ts';
import type { PageState } from './state.ts';

const names: readonly (readonly [path: string, label: string])[] = [
  ['/', 'Events'],
  ['/inbox', 'Inbox'],
  ['/operators', 'Operators'],
  ['/burst', 'Burst'],
  ['/user-pool', 'User pool'],
  ['/emails/', 'Emails'],
];

/** The whole page. What is marked `data-live` is brought up to date by the page's script whenever something changes. */
export const layout = (state: PageState, { title, path, main }: View): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Playground</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
<script src="/page.js" type="module"></script>
</head>
<body data-view="${path}">
<a class="skip" href="#main">Skip to the content</a>
<header>
  <p class="name"><a href="/"><b>Playground</b> <span>cognito-email-sender</span></a></p>
  <nav aria-label="Views" id="nav" data-live><ul>${names.map(([to, label]) => tab(state, { to, label, path }))}</ul></nav>
  <p id="connection" role="status"></p>
</header>
<aside aria-label="Send and account">
  ${sendForm(state)}
  ${accountForm(state)}
</aside>
<main id="main" tabindex="-1">
  <div id="build" data-live>${state.buildProblem && html`<pre class="problem" role="alert">${state.buildProblem}</pre>`}</div>
  ${main}
</main>
</body>
</html>`;

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
