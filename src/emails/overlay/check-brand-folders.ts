import { brandFolder, defaultBrandFolder } from '../../sender/settings/brand-folder.ts';
import { parseJson } from '../json-source.ts';
import type { Reports } from './edition.ts';
import type { Overlay } from './overlay.ts';

/**
 * Checks that each folder of an overlay is a brand's. With brands.json all brands are known, and another folder is
 * refused; else the function's BRANDS has them, which may be another one than the build's, and it is noted.
 *
 * @param variable What BRANDS holds, when it is set.
 */
export function checkBrandFolders(
  { brands, brandsJson }: Overlay,
  {
    variable,
    reports: { report, note },
  }: { readonly variable: string | undefined; readonly reports: Reports },
): void {
  const json = brandsJson ?? (variable?.trim() ? { file: 'BRANDS', source: variable } : undefined);
  const parsed = json && parseJson(json, brandsJson ? report : () => undefined);
  if (brandsJson && parsed === undefined) return;
  const known = [...new Set([...namesIn(parsed).map(brandFolder), defaultBrandFolder])];
  for (const [folder, sources] of brands) {
    if (known.includes(folder)) continue;
    const [first] = sources.values();
    const file = first?.file.replace(/(.*\/brands\/[^/]+)\/.*/, '$1') ?? folder;
    const meant = known.find((name) => name === brandFolder(folder)) ?? nearest(folder, known);
    const fix = `${meant === undefined ? 'There are' : `Did you mean ${meant}? There are`} ${known.join(', ')} (${defaultBrandFolder} is the default brand).`;
    if (brandsJson) report({ file, what: `is named after no brand of ${brandsJson.file}`, fix });
    else if (json) note({ file, what: 'is named after no brand of BRANDS', fix });
    else {
      const what = 'is there, and no brands.json that would say whether there is such a brand';
      note({
        file,
        what,
        fix: `It is used only if BRANDS of the function has a brand whose name makes ${folder}.`,
      });
    }
  }
}

/** The names in a list of brands, of any shape: what is wrong with it is said where it is read. */
const namesIn = (brands: unknown): readonly string[] =>
  Array.isArray(brands)
    ? brands.map((brand) => Object(brand).name).filter((name) => typeof name === 'string')
    : [];

/** The name that a few letters differ from, at most a third of them. */
function nearest(word: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((name) => ({ name, distance: distance(word, name) }))
    .filter((candidate) => candidate.distance <= word.length / 3)
    .sort((one, other) => one.distance - other.distance);
  return best?.name;
}

/** Levenshtein's: how many letters have to be put in, taken out or changed. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [at, compared] of [...other].entries()) {
      const change = (row[at] ?? 0) + (letter === compared ? 0 : 1);
      next.push(Math.min(change, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
