import { accountForm } from './account-form.ts';
import { header } from './header.ts';
import { action, type Html, html, time, type View } from './html.ts';
import { sendForm } from './send-form.ts';
import type { PageState } from './state.ts';

/** The whole page. What is marked `data-live` is brought up to date by the page's script whenever something changes. */
export const layout = (state: PageState, { title, path, main }: View): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Playground</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/header.css">
<link rel="stylesheet" href="/page.css">
<script src="/page.js" type="module"></script>
</head>
<body data-view="${path}">
<a class="skip" href="#main">Skip to the content</a>
${header(state, path)}
<aside id="controls" aria-label="Send and account">
  ${sendForm(state)}
  ${accountForm(state)}
</aside>
<main id="main" tabindex="-1">
  <div id="build" data-live>${buildNote(state)}</div>
  ${main}
</main>
</body>
</html>`;

/** What became of the files that were saved last. */
function buildNote({ buildProblem, built, sender }: PageState): Html | '' {
  if (buildProblem) return html`<pre class="problem" role="alert">${buildProblem}</pre>`;
  if (built === undefined) return '';
  const last = sender.runs.at(-1);
  return html`<div class="row built"><p role="status">Built anew at ${time(built.at)}, in ${built.ms.toFixed(0)} ms</p>${last && action(`/events/${last.id}/send-again`, 'Send the last event again', { id: 'send-last', kind: 'quiet' })}</div>`;
}
