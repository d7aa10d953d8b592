import { render } from '../../sender/render/render.ts';
import type { Stem } from '../../trigger-source.ts';
import { readGalleryBrands } from '../gallery/gallery-brands.ts';
import { inScheme } from '../gallery/in-scheme.ts';
import { openGallery } from '../gallery/open-gallery.ts';
import { sampleContent, sampleLinks } from '../gallery/samples.ts';
import { openChromium } from './chromium.ts';

const { defaultBrand, brands } = readGalleryBrands(process.env['BRANDS']);

interface Framed {
  readonly stem: Stem;
  readonly locale: string;
  readonly brand?: string;
  readonly link?: boolean;
  readonly scheme: 'light' | 'dark';
  /** Of the frame, in pixels. */
  readonly width: number;
  readonly height: number;
}

function frame({ stem, locale, brand = '', link = false, scheme, width, height }: Framed): string {
  const chosen = { ...(brands.get(brand) ?? defaultBrand), ...(link && { links: sampleLinks }) };
  const html = inScheme(render(sampleContent(stem, { locale, brand: chosen })).html, scheme);
  const source = html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<iframe width="${width}" height="${height}" srcdoc="${source}"></iframe>`;
}

const page = (frames: readonly string[]): string => `<!doctype html>
<style>
  body { margin: 0; padding: 24px; display: inline-flex; gap: 24px; background: transparent; }
  iframe { border: 0; border-radius: 18px; box-shadow: 0 0 0 1px #8886; }
</style>
${frames.join('\n')}`;

const three = (scheme: 'light' | 'dark') => [
  frame({ stem: 'sign-up', locale: 'en', brand: 'harbour', link: true, scheme, width: 420, height: 860 }),
  frame({ stem: 'admin-create-user', locale: 'en', brand: 'harbour', scheme, width: 420, height: 860 }),
  frame({
    stem: 'account-take-over-notification',
    locale: 'en',
    brand: 'harbour',
    scheme,
    width: 420,
    height: 860,
  }),
];

const pictures: Readonly<Record<string, readonly string[]>> = {
  'emails-light': three('light'),
  'emails-dark': three('dark'),
  languages: [
    frame({ stem: 'forgot-password', locale: 'ja', scheme: 'light', width: 340, height: 820 }),
    frame({
      stem: 'authentication',
      locale: 'ar',
      brand: 'harbour',
      scheme: 'dark',
      width: 340,
      height: 820,
    }),
    frame({ stem: 'sign-up', locale: 'de', brand: '', scheme: 'light', width: 340, height: 820 }),
    frame({
      stem: 'verify-user-attribute',
      locale: 'zh-TW',
      brand: 'harbour',
      scheme: 'dark',
      width: 340,
      height: 820,
    }),
  ],
};

/**
 * Takes the documents' pictures of the emails and the gallery; what is in them is rendered by the sender's own code.
 *
 * @param out The directory they go into; made where there is none.
 * @param overlay A directory of a company's own emails; none when it is empty.
 */
export async function takePictures(out: string, overlay: string): Promise<void> {
  const browser = await openChromium();
  for (const [name, frames] of Object.entries(pictures)) {
    const tab = await browser.newPage({ viewport: { width: 1600, height: 900 }, deviceScaleFactor: 1.5 });
    await tab.setContent(page(frames));
    await tab.locator('body').screenshot({ path: `${out}/${name}.png`, omitBackground: true });
    await tab.close();
  }

  const gallery = await openGallery({
    directory: 'emails',
    overlay,
    brands: process.env['BRANDS'],
    port: 0,
  });
  const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await tab.goto(
    `${gallery.url}#stem=sign-up&locale=ja&brand=sunny&link=1&scheme=all&width=680&client=as+it+is+sent&zoom=100&view=html`,
  );
  // Both frames are as tall as their emails once those are there.
  await tab.locator("iframe:not([height='700'])").nth(1).waitFor();
  await tab.screenshot({ path: `${out}/gallery.png` });
  await browser.close();
  await gallery.close();
}
