import { html } from 'hono/html';

export { html };

/** Markup whose values are escaped. */
export type Html = ReturnType<typeof html>;

/** What stands in the middle of the page. */
export interface View {
  readonly title: string;
  readonly path: string;
  readonly main: Html;
}

/** A time of day, with the whole date for whoever asks. @param at ISO 8601, or milliseconds since 1970. */
export function time(at: string | number): Html {
  const date = new Date(at);
  return html`<time datetime="${date.toISOString()}">${date.toLocaleTimeString('en-GB')}</time>`;
}

/** `CustomEmailSender_SignUp` → `SignUp`; what is no string at all has no name. */
export const shortName = (source: unknown): string =>
  typeof source === 'string' ? source.replace('CustomEmailSender_', '').slice(0, 60) : '–';

/** An option of a menu, selected if its value is the chosen one. */
export const option = (value: string, { label = value, chosen }: { label?: string; chosen: string }): Html =>
  html`<option value="${value}"${value === chosen ? ' selected' : ''}>${label}</option>`;

/** A form of one button. @param id Stays the same from one rendering to the next, so that the button keeps the focus. */
export const action = (path: string, label: string, { id, kind = '' }: { id: string; kind?: string }): Html =>
  html`<form method="post" action="${path}"><button id="${id}" class="${kind}">${label}</button></form>`;

/** A button that copies a text. */
export const copy = (text: string, what: string): Html =>
  html`<button type="button" class="quiet" data-copy="${text}" aria-label="Copy ${what}">Copy</button>`;
