import { isDeepStrictEqual } from 'node:util';
import { stems } from '../trigger-source.ts';
import { compileEdition } from './compile-edition.ts';
import type { Diagnostic } from './diagnostic.ts';
import { type BrandEmails, sizeOfBrand, writeModule } from './module.ts';
import { checkBrandFolders } from './overlay/check-brand-folders.ts';
import { describeOverlay } from './overlay/describe-overlay.ts';
import { describeUpdate } from './overlay/describe-update.ts';
import { type Edition, layer, type Reports } from './overlay/edition.ts';
import { readOverlay } from './overlay/overlay.ts';
import { createPool } from './parts.ts';
import type { Sources } from './sources.ts';

/** What a set of sources compiles to: a module only if nothing is refused. */
export interface CompiledEmails {
  readonly module: string;
  readonly diagnostics: readonly Diagnostic[];
  /** What the build says without refusing anything: what an overlay lacks, or has too much. */
  readonly notes: readonly Diagnostic[];
  /** What an overlay replaces, a line for each part of it. */
  readonly overlaid: readonly string[];
}

/**
 * Compiles our emails, with those of an overlay in their place.
 *
 * @param brands What BRANDS holds, when it is set: an overlay has folders for its brands.
 * @returns The TypeScript module, and everything that is wrong with the sources at once.
 */
export async function compileSources(
  ours: Sources,
  theirs: Sources = new Map(),
  { brands: variable }: { readonly brands?: string | undefined } = {},
): Promise<CompiledEmails> {
  const diagnostics: Diagnostic[] = [];
  const notes: Diagnostic[] = [];
  // What is wrong with the layout is found again in every email, and in every brand.
  const once = (list: Diagnostic[]) => (diagnostic: Diagnostic) => {
    if (!list.some((other) => isDeepStrictEqual(other, diagnostic))) list.push(diagnostic);
  };
  const reports: Reports = { report: once(diagnostics), note: once(notes) };
  const refused = { module: '', diagnostics, notes, overlaid: [] };

  const overlay = readOverlay(theirs);
  const own = layer(undefined, ours, reports);
  const edition = own && layer(own, overlay.emails, reports);
  // Every other check is against English.
  if (!own || !edition) return refused;
  const pools = { literals: createPool(), words: createPool() };
  const emails = await compileEdition(edition, { ...pools, ...reports });
  const brands = new Map<string, BrandEmails>();
  const branches: Edition[] = [];
  const sizes = new Map<string, number>();
  checkBrandFolders(overlay, { variable, reports });
  for (const [folder, sources] of overlay.brands) {
    const branded = layer(edition, sources, reports);
    if (!branded) continue;
    checkLanguages(branded, edition, reports);
    branches.push(branded);
    const shared = pools.literals.entries.length;
    const wanted = stems.filter((stem) => sources.has('layout.mjml') || sources.has(`${stem}.mjml`));
    const compiled = await compileEdition(branded, { ...pools, ...reports, wanted });
    const brandEmails = { emails: compiled, catalogues: branded.catalogues };
    brands.set(folder, brandEmails);
    const literals = pools.literals.entries.slice(shared);
    sizes.set(
      folder,
      sizeOfBrand(brandEmails, { literals, words: pools.words, catalogues: edition.catalogues }),
    );
  }
  const shown = new Set(pools.words.entries);
  const isShown = (key: string) => key.startsWith('patterns.') || shown.has(key);
  // Only worth saying when nothing else is wrong; a file of an overlay need not show all that ours does.
  if (diagnostics.length === 0 && theirs.size === 0) checkShown(own, isShown, reports);
  if (diagnostics.length > 0) return refused;
  const overlaid = describeOverlay(overlay, {
    own,
    editions: [edition, ...branches],
    isShown,
    sizes,
    note: reports.note,
  });
  const unseen = theirs.size > 0 ? describeUpdate(overlay, { own, reports }) : undefined;
  if (diagnostics.length > 0) return refused;
  const brandsJson = overlay.brandsJson?.source ?? '';
  const module = writeModule({ emails, ...pools, catalogues: edition.catalogues, brands, brandsJson });
  return { module, diagnostics, notes, overlaid: [...overlaid, ...(unseen ? [unseen] : [])] };
}

/** A brand's words are for languages that all brands have. */
function checkLanguages(branded: Edition, edition: Edition, { report }: Reports): void {
  for (const { file, locale } of branded.catalogues) {
    if (edition.catalogues.some((known) => known.locale === locale)) continue;
    report({
      file,
      what: `is in a language that only this brand has`,
      fix: 'Put a file of the language into locales/ too: one text is enough, the rest falls back.',
    });
  }
}

function checkShown(
  { catalogues: [english] }: Edition,
  isShown: (key: string) => boolean,
  { report }: Reports,
): void {
  for (const key of english.words.keys()) {
    if (isShown(key)) continue;
    report({ ...english.at(key), what: `no email shows "${key}"`, fix: 'Remove it from every language.' });
  }
}
