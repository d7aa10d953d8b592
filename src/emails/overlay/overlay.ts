import type { Source, Sources } from '../sources.ts';

/** A company's own emails, by what they are laid over. */
export interface Overlay {
  readonly emails: Sources;
  /** By the name of the brand's folder. */
  readonly brands: ReadonlyMap<string, Sources>;
  readonly brandsJson?: Source;
}

/** Sorts the files of an overlay: `brands/harbour/locales/en.json` is laid over once more, for one brand. */
export function readOverlay(sources: Sources): Overlay {
  const emails = new Map<string, Source>();
  const brands = new Map<string, Map<string, Source>>();
  for (const [name, source] of sources) {
    const [, folder, rest] = name.match(/^brands\/([^/]+)\/(.+)$/) ?? [];
    if (folder === undefined || rest === undefined) {
      if (name !== 'brands.json') emails.set(name, source);
      continue;
    }
    brands.set(folder, (brands.get(folder) ?? new Map<string, Source>()).set(rest, source));
  }
  const brandsJson = sources.get('brands.json');
  return { emails, brands, ...(brandsJson && { brandsJson }) };
}
