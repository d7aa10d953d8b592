import { readFile } from 'node:fs/promises';
import type { RequestListener, ServerResponse } from 'node:http';
import { type Stem, stems } from '../../trigger-source.ts';
import { type BuildResult, type Compilation, compileForGallery, type Shelf } from './compilation.ts';
import { inScheme } from './in-scheme.ts';
import { asShownBy, type MailClient, mailClients } from './mail-clients.ts';
import { sampleLogo } from './samples.ts';
import { watchFolders } from './watch-folders.ts';

export interface Gallery {
  /** Answers what is asked below the folder that the gallery is shown in. */
  readonly listener: RequestListener;
  close(): Promise<void>;
}

const clients = Object.keys(mailClients) as MailClient[];

/** The page and the emails in it reach nobody but the gallery; an email's frame forbids scripts besides. */
const policy =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'self' 'unsafe-inline'; connect-src 'self'; frame-src 'self'; img-src 'self' data:; frame-ancestors 'self'";

/**
 * Makes the page that shows every email in every way and follows what changes in the directory. Brands are those of
 * BRANDS, else those of the overlay, else some made up for the purpose.
 *
 * @param path The folder of the page's address, with a slash at its end.
 * @param header What stands above it: the markup of a page that it is a view of.
 */
export async function createGallery(
  path: string,
  shelf: Shelf,
  { header = async () => '' }: { readonly header?: () => Promise<string> } = {},
): Promise<Gallery> {
  const listeners = new Set<ServerResponse>();
  let result: BuildResult = { diagnostics: [], notes: [], milliseconds: 0 };
  let compilation: Compilation | undefined;
  let stale = false;

  async function compile(): Promise<void> {
    result = await compileForGallery(shelf);
    if (result.compilation) {
      await compilation?.close();
      compilation = result.compilation;
    }
    for (const listener of listeners) listener.write('data: changed\n\n');
  }

  const routes: Readonly<Record<string, (query: URLSearchParams, response: ServerResponse) => unknown>> = {
    '/': async (_, response) => {
      const page = await readFile(new URL('page.html', import.meta.url), 'utf8');
      const above = await header();
      send(response, { type: 'text/html', body: page.replace('<!--header-->', () => above) });
    },
    '/logo.svg': (_, response) => send(response, { type: 'image/svg+xml', body: logo }),
    '/state': (_, response) => {
      const { diagnostics, notes, milliseconds } = result;
      send(response, {
        type: 'application/json',
        body: JSON.stringify({ ...compilation?.choices, stems, clients, diagnostics, notes, milliseconds }),
      });
    },
    '/email': async (query, response) =>
      send(response, {
        type: 'application/json',
        body: JSON.stringify(await compilation?.show(wanted(query))),
      }),
    '/frame': async (query, response) => {
      const { html = '' } = (await compilation?.show(wanted(query))) ?? {};
      const client = clients.find((known) => known === query.get('client')) ?? 'as it is sent';
      const shown = inScheme(asShownBy(client, html), query.get('scheme') ?? 'light');
      const zoom = query.get('zoom') === '200' ? '<style>:root{zoom:200%}</style></head>' : '</head>';
      send(response, {
        type: 'text/html',
        body: shown.replaceAll(sampleLogo, 'logo.svg').replace('</head>', zoom),
      });
    },
    '/changes': (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 500\n\n');
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
    },
  };
  const listener: RequestListener = async ({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://gallery');
    const name = `/${pathname.slice(path.length)}`;
    const route = pathname.startsWith(path) && Object.hasOwn(routes, name) ? routes[name] : undefined;
    response.setHeader('content-security-policy', policy);
    try {
      if (route && stale) await recompile();
      if (route) await route(searchParams, response);
      else send(response.writeHead(404), { type: 'text/plain', body: 'There is nothing here.' });
    } catch (error) {
      send(response, { type: 'text/plain', body: String(error) });
    }
  };
  await compile();

  // One save is several events; a compilation that runs is followed by one more, never by two. While nobody looks, it
  // waits for somebody who does.
  let due: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const recompile = (): Promise<void> => {
    stale = false;
    running = running.then(compile).catch((error) => void process.stderr.write(`${error}\n`));
    return running;
  };
  const stopWatching = watchFolders([shelf.directory, ...(shelf.overlay ? [shelf.overlay] : [])], () => {
    stale = true;
    clearTimeout(due);
    due = setTimeout(() => {
      if (listeners.size > 0) void recompile();
    }, 60);
  });

  return {
    listener,
    async close() {
      stopWatching();
      clearTimeout(due);
      await running;
      for (const listener of listeners) listener.end();
      await compilation?.close();
    },
  };
}

const wanted = (query: URLSearchParams) => ({
  stem: (query.get('stem') ?? 'sign-up') as Stem,
  locale: query.get('locale') ?? 'en',
  brand: query.get('brand') ?? '',
  link: query.get('link') === '1',
});

const send = (
  response: ServerResponse,
  { type, body }: { readonly type: string; readonly body: string | Buffer },
): void => {
  if (!response.headersSent) response.setHeader('content-type', `${type}; charset=utf-8`);
  response.end(body);
};

const logo = `<svg xmlns="http://www.w3.org/2000/svg" width="136" height="32" viewBox="0 0 136 32">
  <circle cx="16" cy="16" r="8" fill="#ffb400"/>
  <path d="M16 1v4M16 27v4M1 16h4M27 16h4M5.4 5.4l2.8 2.8M23.8 23.8l2.8 2.8M5.4 26.6l2.8-2.8M23.8 8.2l2.8-2.8" stroke="#ffb400" stroke-width="2.6" stroke-linecap="round"/>
  <text x="40" y="23" font-family="Georgia, serif" font-size="24" font-weight="700" fill="#3a2c00">Sunny</text>
</svg>`;
