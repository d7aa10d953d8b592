import { codeInEmail } from '../code-in-email.ts';
import { emlOf } from '../eml.ts';
import type { ReceivedEmail } from '../mailbox.ts';
import { copy, type Html, html, time, type View } from './html.ts';
import type { PageState } from './state.ts';

export const parts = ['html', 'text', 'headers', 'raw'] as const;
export type Part = (typeof parts)[number];

const labels: Readonly<Record<Part, string>> = { html: 'HTML', text: 'Text', headers: 'Headers', raw: 'Raw' };
const shown = 60;

/** The emails that SES accepted, as their recipients get them. @param all Whether the list is to be whole. */
export function inboxView(
  { playground: { mailbox } }: PageState,
  {
    email,
    part,
    all,
  }: { readonly email: ReceivedEmail | undefined; readonly part: Part; readonly all: boolean },
): View {
  const latest = (all ? mailbox : mailbox.slice(-shown)).toReversed();
  return {
    title: email?.subject ?? 'Inbox',
    path: '/inbox',
    main: html`<div class="inbox">
    <section id="list" class="${email ? 'reading' : ''}" data-live aria-labelledby="inbox-title">
      ${email ? html`<h2 id="inbox-title">Inbox</h2>` : html`<h1 id="inbox-title">Inbox</h1>`}
      ${mailbox.length === 0 && html`<p class="empty">No email yet. What SES refuses is not lost: see <a href="/operators">what operators see</a>.</p>`}
      <ol>${latest.map((item) => entry(item, email?.id))}</ol>
      ${!all && mailbox.length > shown && html`<p><a href="/inbox?all=1">and ${mailbox.length - shown} before these</a></p>`}
    </section>
    <section id="email" data-live aria-label="Email">${email ? reader(email, part) : html`<p class="empty">${mailbox.length > 0 && 'Choose an email to read.'}</p>`}</section>
  </div>`,
  };
}

const entry = ({ id, subject, to, at, tags }: ReceivedEmail, open: string | undefined): Html => html`<li>
  <a id="email-${id}" href="/inbox/${id}"${id === open ? html` aria-current="true"` : ''}>
    <span class="line"><span class="tag">${tagOf(tags, 'triggerSource')}</span> ${time(at)}</span>
    <b>${subject}</b>
    <span>${to.join(', ')}</span>
  </a></li>`;

const tagOf = (tags: ReceivedEmail['tags'], name: string): string =>
  tags.find(({ Name }) => Name.toLowerCase() === name.toLowerCase())?.Value ?? 'email';

function reader(email: ReceivedEmail, part: Part): Html {
  const code = codeInEmail(email.text);
  return html`<p class="back"><a href="/inbox">Back to the list</a></p>
  <h1>${email.subject}</h1>
  <p class="route">${email.from} → ${email.to.join(', ')}</p>
  ${code !== undefined && html`<p class="code"><span>Code</span> <code id="code">${code}</code> ${copy(code, 'the code')}</p>`}
  <nav aria-label="Parts of the email" class="parts">${parts.map(
    (name) =>
      html`<a id="part-${name}" href="/inbox/${email.id}?part=${name}"${name === part ? html` aria-current="page"` : ''}>${labels[name]}</a>`,
  )}<a href="/inbox/${email.id}/email.eml" download="${email.id}.eml">Download .eml</a></nav>
  ${panel(email, part)}`;
}

function panel(email: ReceivedEmail, part: Part): Html {
  switch (part) {
    case 'html':
      return html`<iframe title="HTML part of the email" src="/inbox/${email.id}/html" sandbox=""></iframe>`;
    case 'text':
      return html`<pre tabindex="0" dir="auto">${email.text}</pre>`;
    case 'raw':
      return html`<pre tabindex="0">${emlOf(email)}</pre>`;
    default:
      return html`<div class="scroll" tabindex="0" role="region" aria-label="Headers"><table><tbody>${headersOf(email).map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table></div>`;
  }
}

function headersOf(email: ReceivedEmail): readonly (readonly [string, string])[] {
  return [
    ['From', email.from],
    ['To', email.to.join(', ')],
    ['Reply-To', email.replyTo.join(', ')],
    ['Subject', email.subject],
    ...email.headers.map(({ Name, Value }) => [Name, Value] as const),
    ['SES Region', email.region],
    ['Configuration set', email.configurationSet ?? ''],
    ['SES message id', email.id],
    ...email.tags.map(({ Name, Value }) => [`Message tag ${Name}`, Value] as const),
  ].filter((row): row is [string, string] => row[1] !== '');
}
