/**
 * A worker that renders what one compilation made: modules are loaded once, so that each compilation needs a worker
 * of its own. Its data are the compiled module and the brands; it answers `Wanted` with `Shown`.
 */
import { registerHooks } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Brand } from '../../sender/brand.ts';
import type { Stem } from '../../trigger-source.ts';
import type { Notification } from './notification.ts';
import { sampleContent, sampleLinks } from './samples.ts';

/** Which email the page wants to see. */
export interface Wanted {
  readonly stem: Stem;
  readonly locale: string;
  /** A client id of BRANDS; the default brand for any other. */
  readonly brand: string;
  readonly link: boolean;
}

/** The email, and how much there is of it. */
export interface Shown {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly notification: Notification;
  readonly bytes: number;
}

/** What the page can choose from. */
export interface Choices {
  readonly locales: readonly string[];
  readonly brands: readonly { readonly id: string; readonly name: string }[];
  readonly problems: readonly string[];
}

interface Data {
  readonly module: string;
  /** What BRANDS holds, when it is set. */
  readonly brands: string | undefined;
}
const data: Data = workerData;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier.endsWith('/emails.generated.ts')
      ? { url: data.module, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});
const { render } = await import('../../sender/render/render.ts');
const { readGalleryBrands } = await import('./gallery-brands.ts');
const { notificationOf } = await import('./notification.ts');
const { locales } = await import('../../sender/render/catalogue.ts');

const { defaultBrand, brands, problems } = readGalleryBrands(data.brands);
const byName = [...new Map([...brands].map(([id, { name }]) => [name, { id, name }])).values()];
const choices: Choices = {
  locales,
  brands: [{ id: '', name: defaultBrand.name }, ...byName],
  problems,
};

function show({ stem, locale, brand, link }: Wanted): Shown {
  const chosen: Brand = brands.get(brand) ?? defaultBrand;
  const links = link ? new Map([...sampleLinks, ...chosen.links]) : new Map();
  const email = render(sampleContent(stem, { locale, brand: { ...chosen, links } }));
  const notification = notificationOf(email, chosen.from.name ?? chosen.from.address);
  return { ...email, notification, bytes: Buffer.byteLength(email.html) };
}

parentPort?.on('message', ({ id, wanted }: { id: number; wanted: Wanted }) => {
  try {
    parentPort?.postMessage({ id, shown: show(wanted) });
  } catch (error) {
    parentPort?.postMessage({ id, error: String(error) });
  }
});
parentPort?.postMessage({ choices });
