import { Mistake } from '../../mistake.ts';
import { matchLocale } from '../../sender/render/locale.ts';
import { render } from '../../sender/render/render.ts';
import { brandFolder } from '../../sender/settings/brand-folder.ts';
import { stems } from '../../trigger-source.ts';
import { readGalleryBrands } from '../gallery/gallery-brands.ts';
import { sampleContent, sampleLinks } from '../gallery/samples.ts';
import { toMime } from './to-mime.ts';

/** Which message is wanted, as a person says it. */
export interface WantedMessage {
  /** The email's stem. */
  readonly trigger: string;
  readonly locale: string;
  /** A brand's name, as it is or as its folder is named, or the id of one of its app clients; empty for the default brand. */
  readonly brand: string;
  /** Whether it has a link, too. */
  readonly link?: boolean;
}

/**
 * An email with sample values as a message in MIME.
 *
 * @throws {Mistake} There is no such email, language or brand, or the brands have a problem.
 */
export function messageOf({ trigger, locale: tag, brand: wanted, link }: WantedMessage): string {
  const { defaultBrand, brands, problems } = readGalleryBrands(process.env['BRANDS']);
  const stem = stems.find((known) => known === trigger);
  const locale = matchLocale(tag);
  const named = [defaultBrand, ...brands.values()];
  const brand =
    wanted === ''
      ? defaultBrand
      : (brands.get(wanted) ?? named.find(({ name }) => brandFolder(name) === brandFolder(wanted)));
  if (!stem || !locale || !brand || problems.length > 0) {
    const missing = [
      ...problems,
      ...(stem ? [] : [`there is no email ${trigger}; there are ${stems.join(', ')}`]),
      ...(locale ? [] : [`there are no words in ${tag}`]),
      ...(brand
        ? []
        : [`no brand is ${wanted}; there are ${[...new Set(named.map(({ name }) => name))].join(', ')}`]),
    ];
    throw new Mistake(missing.join('\n'));
  }
  const to = { name: 'Ada Lovelace', address: 'ada@example.com' };
  const content = sampleContent(stem, { locale, brand: link ? { ...brand, links: sampleLinks } : brand });
  return toMime(render(content), { from: brand.from, to, replyTo: brand.replyTo, date: new Date() });
}
