import { type Catalogue, readTexts } from '../catalogue.ts';
import type { Sources } from '../sources.ts';
import type { Edition, Reports } from './edition.ts';
import type { Overlay } from './overlay.ts';
import { readableKeys } from './readable-keys.ts';

/**
 * Notes what is new of ours since an overlay was last looked at: its seen.json is a copy of our English words of that
 * time. Each language of the overlay is told which of our new keys it lacks; it, and each language of a brand, which texts
 * of ours have changed that it has one in the place of.
 *
 * @returns What to do where there is no seen.json; undefined where there is.
 */
export function describeUpdate(
  { emails, brands, seen: source }: Overlay,
  { own, reports: { report, note } }: { readonly own: Edition; readonly reports: Reports },
): string | undefined {
  const [english] = own.catalogues;
  if (!source) {
    return `to be told what is new of ours after an update: copy ${english.file} there as seen.json`;
  }
  const seen = readTexts(source, report);
  if (!seen) return undefined;
  const all = [...english.words.keys()];
  const added = all.filter((key) => !seen.words.has(key));
  const changed = all.filter((key) => seen.words.has(key) && seen.words.get(key) !== english.words.get(key));
  const fix = `Add what you want in words of your own, then copy ${english.file} to ${source.file}.`;
  const languages = languagesOf(emails);
  if (added.length > 0 && languages.length === 0) {
    note({ file: source.file, what: `lacks what is new of ours: ${readableKeys(added, all)}`, fix });
  }
  for (const { file, words } of languages) {
    const lacking = added.filter((key) => !words.has(key));
    if (lacking.length > 0)
      note({ file, what: `lacks what is new of ours: ${readableKeys(lacking, all)}`, fix });
  }
  for (const catalogue of [emails, ...brands.values()].flatMap(languagesOf)) {
    for (const key of changed.filter((key) => catalogue.words.has(key))) {
      const what = `"${key}" is in the place of a text of ours that has changed`;
      const now = JSON.stringify(english.words.get(key));
      note({ ...catalogue.at(key), what, fix: `See whether yours should; in English ours is now ${now}.` });
    }
  }
  return undefined;
}

/** The languages among an overlay's files, or a brand's. They have been read before, so that nothing is wrong with them. */
function languagesOf(emails: Sources): readonly Pick<Catalogue, 'file' | 'words' | 'at'>[] {
  return [...emails].flatMap(([name, source]) => {
    if (!name.startsWith('locales/')) return [];
    const texts = readTexts(source, () => undefined);
    return texts ? [texts] : [];
  });
}
