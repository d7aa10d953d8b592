import { stems } from '../../trigger-source.ts';
import { type Catalogue, layerCatalogue, readCatalogue } from '../catalogue.ts';
import { checkComplete, checkTexts } from '../check/check-catalogue.ts';
import { checkDurations } from '../check/check-durations.ts';
import type { Diagnostic, Reporting } from '../diagnostic.ts';
import type { Source, Sources } from '../sources.ts';
import { fallbackOf, fillFrom } from './fall-back.ts';

/** The sources of one set of emails, layers put together: .mjml files by name, and languages, English first. */
export interface Edition {
  readonly files: Sources;
  /** Languages with what is written in them. */
  readonly written: Catalogues;
  /** The same languages, whole: what one lacks is that of another. */
  readonly catalogues: Catalogues;
  /** Those that our own emails are in. */
  readonly ours: ReadonlySet<string>;
}

export type Catalogues = readonly [Catalogue, ...Catalogue[]];

/** Where an edition's checks go: what the build refuses, and what it only says. */
export interface Reports extends Reporting {
  readonly note: (diagnostic: Diagnostic) => void;
}

const fileNames = new Set(['layout.mjml', ...stems.map((stem) => `${stem}.mjml`)]);

/**
 * Lays files over an edition: each .mjml file replaces one, each key of a catalogue replaces one key. A language that is
 * new falls back key by key.
 *
 * @param base Absent for our own files, which are complete by themselves.
 * @returns Undefined when there is no English to check anything against, which is reported.
 */
export function layer(base: Edition | undefined, over: Sources, reports: Reports): Edition | undefined {
  const { report } = reports;
  const read = readLanguages(over, reports);
  const files = new Map([...(base?.files ?? []), ...[...over].filter(([name]) => fileNames.has(name))]);
  const layered = new Map((base?.written ?? []).map((catalogue) => [catalogue.locale, catalogue]));
  for (const [locale, catalogue] of read) {
    const below = layered.get(locale);
    if (below || !base || !isEmpty(catalogue)) {
      layered.set(locale, below ? layerCatalogue(below, catalogue) : catalogue);
      continue;
    }
    const fix = 'Write one at least; the rest falls back.';
    reports.note({ file: catalogue.file, what: 'holds no text, so that there is no such language', fix });
  }
  const english = layered.get('en');
  if (!english) {
    const file = 'emails/locales/en.json';
    if (!over.has('locales/en.json')) report({ file, what: 'is missing', fix: 'It defines the keys.' });
    return undefined;
  }
  layered.delete('en');
  for (const catalogue of read.values()) checkTexts(catalogue, { english, report });
  const written = [english, ...layered.values()] as const;
  const ours = base?.ours ?? new Set(written.map(({ locale }) => locale));
  const catalogues = base ? wholeOf(written, ours) : written;
  for (const catalogue of catalogues) {
    checkComplete(catalogue, { english, report });
    checkDurations(catalogue, report);
    if (!base) checkKeys(catalogue, { english, report });
  }
  return { files, written, catalogues, ours };
}

const isCatalogue = (name: string): boolean => /^locales\/[^/]+\.json$/i.test(name);

/** Whether a file of an overlay goes in the place of ours, or beside them. */
export const isUsed = (name: string): boolean => fileNames.has(name) || isCatalogue(name);

/** The catalogues among some files, by language; a file that is no email either is noted. */
function readLanguages(over: Sources, { report, note }: Reports): ReadonlyMap<string, Catalogue> {
  const read = new Map<string, Catalogue>();
  for (const [name, source] of over) {
    if (isCatalogue(name)) {
      const catalogue = readCatalogue(source, report);
      if (catalogue) read.set(catalogue.locale, catalogue);
    } else if (!fileNames.has(name)) {
      const fix = name.endsWith('.json')
        ? 'Words go into locales/, such as locales/en.json, and brands into brands.json at the top.'
        : `There are ${[...fileNames].join(', ')}.`;
      note({ file: source.file, what: 'is no email of ours', fix });
    }
  }
  return read;
}

const isEmpty = ({ words, durations }: Catalogue): boolean => words.size === 0 && durations.size === 0;

/** Fills languages from others: those of ours from English, which an overlay may have added keys to. */
function wholeOf([english, ...others]: Catalogues, ours: Edition['ours']): Catalogues {
  const whole: [Catalogue, ...Catalogue[]] = [english];
  const isOurs = ({ locale }: Catalogue) => ours.has(locale);
  // The general before the regional, so that nl-BE falls back to nl.
  const added = others.filter((catalogue) => !isOurs(catalogue));
  added.sort((one, other) => one.locale.length - other.locale.length);
  for (const catalogue of others.filter(isOurs)) whole.push(fillFrom(english, catalogue));
  for (const catalogue of added) whole.push(fillFrom(fallbackOf(catalogue.locale, whole), catalogue));
  return whole;
}

function checkKeys(
  catalogue: Catalogue,
  { english, report }: Reporting & { readonly english: Catalogue },
): void {
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
export function fileOf({ files }: Edition, name: string, { report }: Reporting): Source {
  const found = files.get(name);
  if (found) return found;
  const file = `emails/${name}`;
  report({ file, what: 'is missing', fix: 'Every email has a file of its own.' });
  return { file, source: '' };
}
