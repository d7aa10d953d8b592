import type { Wanted } from '../../src/emails/gallery/renderer.ts';
import { stems } from '../compose-event.ts';
import { type Html, html, option, type View } from './html.ts';
import type { PageState } from './state.ts';

/** What is chosen, each `all` or one of its kind; it is all in the address, so that a colleague sees the same. */
export interface Chosen {
  readonly stem: string;
  readonly locale: string;
  readonly brand: string;
  readonly link: string;
  readonly scheme: string;
  readonly width: string;
  readonly show: string;
}

const defaults: Chosen = {
  stem: 'sign-up',
  locale: 'en',
  brand: '',
  link: '0',
  scheme: 'light',
  width: '680',
  show: 'html',
};

/** @param query The address's query; what it does not say is the default. */
export const readChosen = (query: Readonly<Record<string, string>>): Chosen => ({ ...defaults, ...query });

/** Every email in every language, brand, colour scheme and width, as the files are now. */
export async function emailsView({ emails, locales }: PageState, chosen: Chosen): Promise<View> {
  const { diagnostics, choices, milliseconds } = emails;
  const all = (chosenOne: string, every: readonly string[]): readonly string[] =>
    chosenOne === 'all' ? every : [chosenOne];
  const brands = choices?.brands ?? [];
  const wanted = all(chosen.stem, stems).flatMap((stem) =>
    all(chosen.locale, locales).flatMap((locale) =>
      all(
        chosen.brand,
        brands.map(({ id }) => id),
      ).map((brand) => ({ stem, locale, brand, link: chosen.link === '1' }) as Wanted),
    ),
  );
  const figures = choices ? await Promise.all(wanted.map((one) => figure(emails, one, chosen))) : [];
  return {
    title: 'Emails',
    path: '/emails',
    main: html`<h1>The emails</h1>
    <form method="get" action="/emails" class="choosers" data-submit-on-change>
      ${chooser('stem', 'Email', [['all', 'all eight'], ...stems.map((stem) => [stem, stem] as const)], chosen)}
      ${chooser('locale', 'Language', [['all', 'all'], ...locales.map((locale) => [locale, locale] as const)], chosen)}
      ${chooser('brand', 'Brand', [...brands.map(({ id, name }) => [id, name] as const), ['all', 'all']], chosen)}
      ${chooser(
        'link',
        'With',
        [
          ['0', 'code'],
          ['1', 'code and link'],
        ],
        chosen,
      )}
      ${chooser(
        'scheme',
        'Colours',
        [
          ['light', 'light'],
          ['dark', 'dark'],
          ['all', 'both'],
        ],
        chosen,
      )}
      ${chooser(
        'width',
        'Width',
        [
          ['680', 'desktop'],
          ['375', 'phone'],
          ['all', 'both'],
        ],
        chosen,
      )}
      ${chooser(
        'show',
        'Show',
        [
          ['html', 'HTML part'],
          ['text', 'text part'],
          ['source', 'HTML source'],
        ],
        chosen,
      )}
      <noscript><button>Show</button></noscript>
    </form>
    <section id="figures" data-live aria-label="Emails">
      ${diagnostics.length > 0 && html`<pre class="problem" role="alert">${[...diagnostics.map(({ file, line, what, fix }) => `${file}${line ? `:${line}` : ''}  ${what}\n    ${fix}`), ...(choices?.problems ?? [])].join('\n')}</pre>`}
      <p class="note">${diagnostics.length > 0 ? 'Not built: what is shown is the last that was.' : `Built in ${milliseconds} ms. Save a file in emails/ and look again.`}</p>
      <div class="figures">${figures}</div>
    </section>`,
  };
}

const chooser = (
  name: keyof Chosen,
  label: string,
  options: readonly (readonly [string, string])[],
  chosen: Chosen,
): Html => html`<div><label for="${name}-chosen">${label}</label>
  <select id="${name}-chosen" name="${name}">${options.map(([value, text]) => option(value, text, chosen[name]))}</select></div>`;

async function figure(
  emails: PageState['emails'],
  wanted: Wanted,
  { scheme, width, show }: Chosen,
): Promise<Html> {
  const email = await emails.show(wanted);
  if (!email) return html``;
  const query = new URLSearchParams({ ...wanted, link: wanted.link ? '1' : '0' }).toString();
  const facts = `${wanted.stem} · ${wanted.locale} · subject ${email.subject.length} characters · HTML ${(email.bytes / 1000).toFixed(1)} kB · text ${email.text.length} characters`;
  const caption = html`<figcaption><b>${email.subject}</b><span>${facts}</span></figcaption>`;
  if (show === 'text')
    return html`<figure class="text">${caption}<pre tabindex="0" dir="auto">${email.text}</pre></figure>`;
  if (show === 'source')
    return html`<figure class="source">${caption}<pre tabindex="0">${email.html}</pre></figure>`;
  const widths = width === 'all' ? ['680', '375'] : [width];
  const schemes = scheme === 'all' ? ['light', 'dark'] : [scheme];
  // Scripts stay off; the same origin lets the frame grow to what is in it, which is our own.
  return html`${widths.flatMap((wide) =>
    schemes.map(
      (colours) =>
        html`<figure>${caption}<iframe title="${wanted.stem}, ${wanted.locale}, ${colours}" sandbox="allow-same-origin" loading="lazy" width="${wide}" height="700" src="/emails/frame?${query}&scheme=${colours}" data-grows></iframe></figure>`,
    ),
  )}`;
}
