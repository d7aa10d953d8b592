import { getRequestListener } from '@hono/node-server';
import { type Gallery, openGallery } from '../src/emails/gallery/gallery.ts';
import { sampleBrands, sampleDefaultBrand } from '../src/emails/gallery/samples.ts';
import { locales } from '../src/sender/render/catalogue.ts';
import { parseBrands } from '../src/sender/settings/brands.ts';
import { type AccountSettings, createAccountSettings } from './account-settings.ts';
import { type Changes, createChanges } from './changes.ts';
import { senderEnvironment } from './fixtures.ts';
import { createApp } from './page/app.ts';
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
  /** What BRANDS holds; brands made up for the purpose when undefined. */
  readonly brands?: string | undefined;
  /** Variables of the sender's beside the playground's own. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** @throws The listening error, such as EADDRINUSE. */
export async function startSite({
  brands = sampleBrands,
  environment = {},
  timeoutMs,
  ...listening
}: SiteOptions = {}): Promise<Site> {
  const playground = await startPlayground(listening);
  const changes = createChanges();
  playground.onCall = () => changes.notify();
  const sender = startSenderFunction({
    environment: { ...senderEnvironment(playground.url), BRANDS: brands, ...environment },
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
      gallery = await openGallery(galleryPath, { directory: 'emails', brands });
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
function brandsByName(json: string): PageState['brands'] {
  const { brands } = parseBrands(json, sampleDefaultBrand);
  return [...new Map([...brands].map(([clientId, { name }]) => [name, { clientId, name }])).values()];
}
