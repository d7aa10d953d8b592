import { stems } from '../compose-event.ts';
import { type Html, html, option } from './html.ts';
import type { PageState } from './state.ts';

/** Which event to send: one that is composed of these fields, or one of somebody's own. */
export function sendForm({ wish, brands, locales, ownEvent }: PageState): Html {
  const metadata = Object.keys(wish.clientMetadata).length > 0 ? JSON.stringify(wish.clientMetadata) : '';
  return html`<form id="send" method="post" action="/send">
  <h2>Send</h2>
  <label for="stem">Trigger source</label>
  <select id="stem" name="stem">${stems.map((stem) => option(stem, { chosen: wish.stem }))}</select>
  <label for="recipient">Recipient</label>
  <input id="recipient" name="recipient" value="${wish.recipient}" autocomplete="off" spellcheck="false">
  <div class="pair">
    <div><label for="locale">Language</label>
    <select id="locale" name="locale">${option('', { label: 'none', chosen: wish.locale })}${locales.map((tag) => option(tag, { label: `${tag} · ${languageName(tag)}`, chosen: wish.locale }))}</select></div>
    <div><label for="clientId">Brand</label>
    <select id="clientId" name="clientId">${option('', { label: 'default', chosen: wish.clientId })}${brands.map(({ clientId, name }) => option(clientId, { label: name, chosen: wish.clientId }))}</select></div>
  </div>
  <details>
    <summary>Name and client metadata</summary>
    <label for="name">Name</label>
    <input id="name" name="name" value="${wish.name}" autocomplete="off">
    <label for="clientMetadata">Client metadata, as JSON</label>
    <input id="clientMetadata" name="clientMetadata" value="${metadata}" placeholder='{"locale":"ja"}' autocomplete="off" spellcheck="false">
  </details>
  <button class="main">Send</button>
</form>
<form id="send-own" method="post" action="/send-own">
  <details${ownEvent === '' ? '' : html` open`}>
    <summary>An event of your own</summary>
    <label for="event">Cognito's event, as JSON</label>
    <textarea id="event" name="event" rows="6" spellcheck="false" required>${ownEvent}</textarea>
    <button>Send this event</button>
    <p class="note">Any tool: <code>curl --data @event.json</code> to <code>/invoke</code></p>
  </details>
</form>`;
}

const languageName = (tag: string): string =>
  new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
