/**
 * `npm run email -- <email> [language] [brand] > x.eml`: one email with sample values as a message that mail clients
 * open. Brands are those of BRANDS, else those of the overlay (`--emails`), else the gallery's, by an app client's id.
 */
import { parseArgs } from 'node:util';
import { stems } from '../../trigger-source.ts';
import { buildEmails } from '../build-emails.ts';

const args = process.argv.slice(2);
await buildEmails(args);
// What has just been built.
const { matchLocale } = await import('../../sender/render/locale.ts');
const { render } = await import('../../sender/render/render.ts');
const { readGalleryBrands } = await import('./gallery-brands.ts');
const { sampleContent } = await import('./samples.ts');
const { toMime } = await import('./to-mime.ts');

const { positionals } = parseArgs({ args, options: { emails: { type: 'string' } }, allowPositionals: true });
const [wantedStem, tag = 'en', clientId = ''] = positionals;
const { defaultBrand, brands, problems } = readGalleryBrands(process.env['BRANDS']);
const stem = stems.find((known) => known === wantedStem);
const locale = matchLocale(tag);
const brand = clientId === '' ? defaultBrand : brands.get(clientId);
const missing = [
  ...problems,
  ...(stem ? [] : [`the email is ${wantedStem ?? 'not given'}; there are ${stems.join(', ')}`]),
  ...(locale ? [] : [`there are no words in ${tag}`]),
  ...(brand
    ? []
    : [`there is no brand of the app client ${clientId}; there are ${[...brands.keys()].join(', ')}`]),
];
if (stem && locale && brand && missing.length === 0) {
  const to = { name: 'Ada Lovelace', address: 'ada@example.com' };
  const { from, replyTo } = brand;
  process.stdout.write(
    toMime(render(sampleContent(stem, locale, brand)), { from, to, replyTo, date: new Date() }),
  );
} else {
  process.stderr.write(`${missing.join('\n')}\nnpm run --silent email -- sign-up ja harbour > x.eml\n`);
  process.exitCode = 2;
}
