import { stems } from '../../trigger-source.ts';
import { type Catalogue, layerCatalogue, readCatalogue } from '../catalogue.ts';
import { checkComplete, checkTexts } from '../check/check-catalogue.ts';
import { checkDurations } from '../check/check-durations.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Source, Sources } from '../sources.ts';

/** The sources of one set of emails, layers put together: .mjml files by name, and languages, English first. */
export interface Edition {
  readonly files: Sources;
  readonly catalogues: readonly [Catalogue, ...Catalogue[]];
}

/** Where an edition's checks go: what the build refuses, and what it only says. */
export interface Reports {
  readonly report: (diagnostic: Diagnostic) => void;
  readonly note: (diagnostic: Diagnostic) => void;
}

const fileNames = new Set(['layout.mjml', ...stems.map((stem) => `${stem}.mjml`)]);

/**
 * Lays files over an edition: each .mjml file replaces one, each key of a catalogue replaces one key.
 *
 * @param base Absent for our own files, which are complete by themselves.
 * @returns Undefined when there is no English to check anything against, which is reported.
 */
export function layer(
  base: Edition | undefined,
  over: Sources,
  { report, note }: Reports,
): Edition | undefined {
  const read = new Map<string, Catalogue>();
  for (const [name, source] of over) {
    if (/^locales\/[^/]+\.json$/.test(name)) {
      const catalogue = readCatalogue(source, report);
      if (catalogue) read.set(catalogue.locale, catalogue);
    } else if (!fileNames.has(name)) {
      note({
        file: source.file,
        what: 'is no email of ours',
        fix: `There are ${[...fileNames].join(', ')}.`,
      });
    }
  }
  const files = new Map([...(base?.files ?? []), ...[...over].filter(([name]) => fileNames.has(name))]);
  const baseEnglish = base?.catalogues[0];
  const overEnglish = read.get('en');
  const english =
    baseEnglish && overEnglish ? layerCatalogue(baseEnglish, overEnglish) : (overEnglish ?? baseEnglish);
  if (!english) {
    const file = 'emails/locales/en.json';
    if (!over.has('locales/en.json')) report({ file, what: 'is missing', fix: 'It defines the keys.' });
    return undefined;
  }
  for (const catalogue of read.values()) checkTexts(catalogue, english, report);

  const locales = new Set([...(base?.catalogues ?? []), ...read.values()].map(({ locale }) => locale));
  locales.delete('en');
  const others = [...locales].map((locale) => {
    const below = base?.catalogues.find((catalogue) => catalogue.locale === locale);
    const above = read.get(locale);
    const whole = below && above ? layerCatalogue(below, above) : (above ?? below);
    return whole && below && baseEnglish ? withEnglish(whole, english, baseEnglish) : whole;
  });
  const catalogues = [english, ...others.filter((catalogue) => catalogue !== undefined)] as const;
  for (const catalogue of catalogues) {
    checkComplete(catalogue, english, report);
    checkDurations(catalogue, report);
    if (!base) checkKeys(catalogue, english, report);
  }
  return { files, catalogues };
}

/** A language of ours has no words for a key that an overlay has added: it gets the English ones. */
function withEnglish(catalogue: Catalogue, english: Catalogue, baseEnglish: Catalogue): Catalogue {
  const added = [...english.words].filter(
    ([key]) => !baseEnglish.words.has(key) && !catalogue.words.has(key),
  );
  if (added.length === 0) return catalogue;
  const fromEnglish = new Set(added.map(([key]) => key));
  return {
    ...catalogue,
    words: new Map([...added, ...catalogue.words]),
    at: (key) => (fromEnglish.has(key) ? english : catalogue).at(key),
  };
}

function checkKeys(catalogue: Catalogue, english: Catalogue, report: Reports['report']): void {
  for (const key of catalogue.words.keys()) {
    if (english.words.has(key)) continue;
    report({
      ...catalogue.at(key),
      what: `"${key}" is not a key`,
      fix: `${english.file} defines the keys: remove it, or add it there.`,
    });
  }
}

/** One of an edition's .mjml files; empty when it is missing, which is reported. */
export function fileOf({ files }: Edition, name: string, report: Reports['report']): Source {
  const found = files.get(name);
  if (found) return found;
  const file = `emails/${name}`;
  report({ file, what: 'is missing', fix: 'Every email has a file of its own.' });
  return { file, source: '' };
}
