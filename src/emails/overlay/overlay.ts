import type { Source, Sources } from '../sources.ts';

/** A company's own emails, by what they are laid over. */
export interface Overlay {
  readonly emails: Sources;
  /** By the name of the brand's folder. */
  readonly brands: ReadonlyMap<string, Sources>;
  readonly brandsJson?: Source;
  /** Our English words as they were when somebody last looked at what is new of ours. */
  readonly seen?: Source;
}

/** Sorts the files of an overlay: `brands/harbour/locales/en.json` is laid over once more, for one brand. */
export function readOverlay(sources: Sources): Overlay {
  const emails = new Map<string, Source>();
  const brands = new Map<string, Map<string, Source>>();
  for (const [name, source] of sources) {
    const [, folder, rest] = name.match(/^brands\/([^/]+)\/(.+)$/) ?? [];
    if (folder === undefined || rest === undefined) {
      if (name !== 'brands.json' && name !== 'seen.json') emails.set(name, source);
      continue;
    }
    // Some file systems take letters with accents apart; no eye can tell.
    const brand = folder.normalize();
    brands.set(brand, (brands.get(brand) ?? new Map<string, Source>()).set(rest, source));
  }
  const brandsJson = sources.get('brands.json');
  const seen = sources.get('seen.json');
  return { emails, brands, ...(brandsJson && { brandsJson }), ...(seen && { seen }) };
}
