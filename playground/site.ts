import { getRequestListener } from '@hono/node-server';
import { createGallery, type Gallery } from '../src/emails/gallery/gallery.ts';
import { readGalleryBrands } from '../src/emails/gallery/gallery-brands.ts';
import { sampleBrands } from '../src/emails/gallery/samples.ts';
import { locales } from '../src/sender/render/catalogue.ts';
import { hasBuiltInBrands } from '../src/sender/settings/built-in-brands.ts';
import { type AccountSettings, createAccountSettings } from './account-settings.ts';
import { type Changes, createChanges } from './changes.ts';
import { senderEnvironment } from './fixtures.ts';
import { createApp } from './page/app.ts';
import { header } from './page/header.ts';
import { html } from './page/html.ts';
import type { PageState } from './page/state.ts';
import { type Playground, startPlayground } from './playground.ts';
import { type SenderFunction, startSenderFunction } from './sender-function.ts';
import { startUserPool } from './user-pool/user-pool.ts';

const galleryPath = '/emails/';

/** The playground with the sender in it and the page in front of it. */
export interface Site {
  readonly url: string;
  readonly playground: Playground;
  readonly sender: SenderFunction;
  readonly account: AccountSettings;
  readonly changes: Changes;
  readonly state: PageState;
  /** Starts the user pool emulator, which takes about a second, and the emails' own view. */
  startTheRest(): Promise<void>;
  close(): Promise<void>;
}

export interface SiteOptions {
  readonly port?: number;
  readonly host?: string;
  /** A directory of somebody's own emails, which the sender was built with; none when it is empty. */
  readonly overlay?: string;
  /** Variables of the sender's beside the playground's own; without BRANDS, brands that are made up for the purpose. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** @throws The listening error, such as EADDRINUSE. */
export async function startSite({
  overlay = '',
  settings = {},
  timeoutMs,
  ...listening
}: SiteOptions = {}): Promise<Site> {
  const playground = await startPlayground(listening);
  const brands = settings['BRANDS'] ?? (hasBuiltInBrands ? undefined : sampleBrands);
  const changes = createChanges();
  playground.onCall = () => changes.notify();
  const sender = startSenderFunction({
    environment: {
      ...senderEnvironment(playground.url),
      ...(brands !== undefined && { BRANDS: brands }),
      ...settings,
    },
    keep: (body) => void playground.queue.push({ id: crypto.randomUUID(), body }),
    changes,
    timeoutMs,
  });
  const state: PageState = {
    playground,
    sender,
    changes,
    account: createAccountSettings(playground),
    brands: brandsByName(brands),
    locales,
    wish: {
      stem: 'sign-up',
      recipient: 'ana.sousa@example.com',
      name: 'Ana Sousa',
      locale: '',
      clientId: '',
      clientMetadata: {},
    },
    ownEvent: '',
    buildProblem: '',
  };
  const page = getRequestListener(createApp(state).fetch, { overrideGlobalObjects: false });
  let gallery: Gallery | undefined;
  playground.page = (incoming, outgoing) => {
    if (!incoming.url?.startsWith(galleryPath)) page(incoming, outgoing);
    else if (gallery) gallery.listener(incoming, outgoing);
    else outgoing.writeHead(503, { refresh: '1' }).end('The emails are being compiled.');
  };
  let closed = false;
  return {
    url: playground.url,
    playground,
    sender,
    account: state.account,
    changes,
    state,
    async startTheRest() {
      gallery = await createGallery(
        galleryPath,
        { directory: 'emails', overlay, brands },
        {
          header: async () =>
            String(await html`<link rel="stylesheet" href="/header.css">${header(state, galleryPath)}`),
        },
      );
      state.userPool = await startUserPool({
        kmsUrl: playground.url,
        invoke: (event, played) => void sender.invoke(event, played ? 'playground' : 'user pool'),
      }).catch((error: Error) => error);
      changes.notify();
      if (closed) await Promise.all([closeUserPool(state), gallery.close()]);
    },
    async close() {
      closed = true;
      await Promise.all([closeUserPool(state), sender.close(), gallery?.close(), playground.close()]);
    },
  };
}

async function closeUserPool({ userPool }: PageState): Promise<void> {
  if (userPool && !(userPool instanceof Error)) await userPool.close();
}

/** One app client for each brand: those of a brand differ in nothing that is to be seen. */
function brandsByName(json: string | undefined): PageState['brands'] {
  const { brands } = readGalleryBrands(json);
  return [...new Map([...brands].map(([clientId, { name }]) => [name, { clientId, name }])).values()];
}
