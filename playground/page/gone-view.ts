import { html, type View } from './html.ts';

const places = {
  email: { path: '/inbox', to: 'Back to the inbox' },
  event: { path: '/', to: 'All events' },
  page: { path: '/', to: 'What became of each event' },
} as const;

/** What an address leads to whose email, event or page is not there, or no more: a way back. */
export function goneView(what: keyof typeof places, address: string): View {
  const { path, to } = places[what];
  return {
    title: `No such ${what}`,
    // Another view than the list's: its parts are not on the page.
    path: address,
    main: html`<section aria-labelledby="gone-title">
    <h1 id="gone-title">This ${what} is not here</h1>
    <p>${what === 'page' ? 'There is no view at this address.' : 'The page was cleared, or the playground started anew: it keeps everything in memory.'}</p>
    <p><a href="${path}">${to}</a></p>
  </section>`,
  };
}
