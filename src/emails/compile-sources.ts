import { isDeepStrictEqual } from 'node:util';
import type { CompiledEmail } from '../sender/render/interpolate.ts';
import { type Stem, stems } from '../trigger-source.ts';
import { type Catalogue, readCatalogue } from './catalogue.ts';
import { checkCatalogue, subjectKeys } from './check-catalogue.ts';
import { checkCompiled } from './check-compiled.ts';
import { checkSource } from './check-source.ts';
import type { Diagnostic } from './diagnostic.ts';
import { compileMjml, type Source } from './mjml.ts';
import { writeModule } from './module.ts';
import { createPool, type Pool, toParts } from './parts.ts';
import { textPart } from './text.ts';

/** What a set of sources compiles to: a module only if nothing is reported. */
export interface CompiledEmails {
  readonly module: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles .mjml files and catalogues, given by path.
 *
 * @returns The TypeScript module, and everything that is wrong with the sources at once.
 */
export async function compileSources(sources: ReadonlyMap<string, string>): Promise<CompiledEmails> {
  const diagnostics: Diagnostic[] = [];
  // What is wrong with the layout is found again in every email.
  const report = (diagnostic: Diagnostic) => {
    if (!diagnostics.some((other) => isDeepStrictEqual(other, diagnostic))) diagnostics.push(diagnostic);
  };
  const read = (file: string): Source => {
    const source = sources.get(file);
    if (source === undefined) report({ file, what: 'is missing', fix: 'Every email has a file of its own.' });
    return { file, source: source ?? '' };
  };

  const { file, source } = read('emails/locales/en.json');
  const english = readCatalogue(file, source, report);
  // Every other check is against English.
  if (!english) return { module: '', diagnostics };
  const catalogues = [english];
  for (const [other, json] of sources) {
    if (!other.endsWith('.json') || other === file) continue;
    const catalogue = readCatalogue(other, json, report);
    if (catalogue) catalogues.push(catalogue);
  }
  for (const catalogue of catalogues) checkCatalogue(catalogue, english, report);

  const layout = read('emails/layout.mjml');
  checkSource({ ...layout, stems }, english, report);
  const literals = createPool();
  const words = createPool();
  const emails = new Map<Stem, CompiledEmail>();
  for (const stem of stems) {
    const email = read(`emails/${stem}.mjml`);
    checkSource({ ...email, stems: [stem] }, english, report);
    const compiled = await compileMjml(layout, email, report);
    // What is wrong in a file would only be said again of what is made from it.
    if (!compiled || diagnostics.some(({ file }) => file === email.file || file === layout.file)) continue;
    const { html, tree } = compiled;
    const context = { stem, literals, words };
    const [subject = 0, subjectWithCode] = subjectKeys(stem).map((key) => words.numberOf(key));
    const parts: CompiledEmail = {
      subject,
      ...(subjectWithCode !== undefined && { subjectWithCode }),
      html: toParts(html, { ...context, part: 'html' }),
      text: toParts(textPart(tree), { ...context, part: 'plain' }),
    };
    checkCompiled({ ...parts, file: email.file, stem, source: html }, catalogues, report);
    emails.set(stem, parts);
  }
  if (diagnostics.length === 0) checkUnused(english, words, report);
  return {
    diagnostics,
    module: diagnostics.length > 0 ? '' : writeModule({ emails, literals, words, catalogues }),
  };
}

/** Words that no email shows; only worth saying when nothing else is wrong. */
function checkUnused(english: Catalogue, words: Pool, report: (diagnostic: Diagnostic) => void): void {
  const used = new Set(words.entries);
  for (const key of english.words.keys()) {
    if (used.has(key)) continue;
    const line = english.lineOf(key);
    report({
      file: english.file,
      line,
      what: `no email shows "${key}"`,
      fix: 'Remove it from every language.',
    });
  }
}
