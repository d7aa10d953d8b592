import { readTexts, units } from '../catalogue.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { scan } from '../scan.ts';
import type { Source, Sources } from '../sources.ts';
import { type Edition, isUsed } from './edition.ts';
import type { Overlay } from './overlay.ts';
import { readableKeys } from './readable-keys.ts';

/** What an overlay lies over, and where notes about it go. */
interface Below {
  /** Our own emails. */
  readonly own: Edition;
  /** Ours with the overlay on top, and one more for each of its brands. */
  readonly editions: readonly [Edition, ...Edition[]];
  /** How many bytes each brand's own emails and words add to what is deployed. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Whether an email shows a key. */
  readonly isShown: (key: string) => boolean;
  readonly note: (diagnostic: Diagnostic) => void;
}

/**
 * Says what an overlay replaces, and notes what falls back and what an update of ours may have left behind: keys that
 * nothing shows any more, slots and words that our file has and the one in its place has not, languages that lack a key.
 *
 * @returns A line for the overlay, and one for each of its brands.
 */
export function describeOverlay(overlay: Overlay, below: Below): readonly string[] {
  const layers: readonly (readonly [string, Sources])[] = [
    ['for all brands', used(overlay.emails)],
    ...[...overlay.brands].map(
      ([folder, sources]) =>
        [`for the brand ${folder} (${kilobytes(below.sizes.get(folder))})`, used(sources)] as const,
    ),
  ];
  noteUnshown(below);
  noteUntranslated(below);
  noteFallenBack(below);
  return layers
    .filter(([, sources]) => sources.size > 0)
    .map(([name, sources]) => {
      for (const [file, source] of sources) noteMissing(file, source, below);
      return `${name}: ${[...sources].map(([file, source]) => describeFile(file, source, below)).join(', ')}`;
    });
}

const used = (sources: Sources): Sources => new Map([...sources].filter(([name]) => isUsed(name)));

const kilobytes = (bytes = 0): string => `${(bytes / 1000).toFixed(1)} kB`;

function describeFile(name: string, source: Source, { own }: Below): string {
  const locale = name.match(/^locales\/(.+)\.json$/)?.[1];
  if (locale === undefined) return name;
  // It has been read before, so that nothing is wrong with it.
  const { words, durations } = readTexts(source, () => undefined) ?? {
    words: new Map(),
    durations: new Map(),
  };
  const count = words.size + durations.size;
  const texts = `${count} ${count === 1 ? 'text' : 'texts'}`;
  return own.ours.has(locale) ? `${texts} in ${locale}` : `the language ${locale} (${texts})`;
}

/** What our layout or email shows and the one in its place does not: perhaps it was written before we did. */
function noteMissing(name: string, replacement: Source, { own, note }: Below): void {
  const ours = own.files.get(name);
  if (!ours) return;
  const shown = new Set(scan(replacement.source).map((tag) => tag.name));
  const missing = [...new Set(scan(ours.source).map((tag) => tag.name))].filter((slot) => !shown.has(slot));
  if (missing.length === 0) return;
  note({
    file: replacement.file,
    what: `does not show ${missing.map((slot) => `{{${slot}}}`).join(', ')}`,
    fix: `${ours.file}, which it replaces, does: see whether it should.`,
  });
}

/** Keys that an overlay has and nothing shows: mistyped, or renamed or removed by us since. */
function noteUnshown({ own, editions, isShown, note }: Below): void {
  const known = own.catalogues[0].words;
  for (const { words, at } of editions.flatMap(({ written }) => written)) {
    for (const key of words.keys()) {
      if (known.has(key) || isShown(key)) continue;
      const section = key.slice(0, key.indexOf('.') + 1);
      const now = [...known.keys()].filter((other) => other.startsWith(section));
      note({
        ...at(key),
        what: `"${key}" is no key of ours (any more), and no email shows it`,
        fix: `Remove it${now.length > 0 ? `, or use one that there is now: ${now.join(', ')}` : ''}.`,
      });
    }
  }
}

/** Keys that an overlay has added and shows, in languages of ours that it has no words for. */
function noteUntranslated({ own, editions, isShown, note }: Below): void {
  for (const {
    written: [english, ...others],
  } of editions)
    for (const key of english.words.keys()) {
      if (own.catalogues[0].words.has(key) || !isShown(key)) continue;
      const missing = others.filter(({ locale, words }) => own.ours.has(locale) && !words.has(key));
      if (missing.length === 0) continue;
      const locales = missing.map(({ locale }) => locale).join(', ');
      const what = `"${key}" has no words in ${locales}, where the English ones are shown`;
      note({ ...english.at(key), what, fix: 'Add it to those languages beside it.' });
    }
}

/** What languages that an overlay has added take from another one. */
function noteFallenBack({ own, editions: [{ written, catalogues }], isShown, note }: Below): void {
  const [english] = written;
  const keys = [
    ...units.map((unit) => `durations.${unit}`),
    ...[...english.words.keys()].filter((key) => own.catalogues[0].words.has(key) || isShown(key)),
  ];
  for (const { locale, below, ...whole } of catalogues) {
    const catalogue = written.find((other) => other.locale === locale);
    if (!catalogue || below === undefined || own.ours.has(locale)) continue;
    const isWhole = (unit: string) => catalogue.durations.get(unit)?.size === whole.durations.get(unit)?.size;
    const missing = keys.filter((key) => {
      const unit = units.find((known) => key === `durations.${known}`);
      return unit === undefined ? !catalogue.words.has(key) : !isWhole(unit);
    });
    if (missing.length === 0) continue;
    note({
      file: catalogue.file,
      what: `${missing.length} of ${keys.length} texts are those of ${below}: ${readableKeys(missing, keys)}`,
      fix: sameLanguage(below, locale)
        ? 'Add those that are different.'
        : `Translate them: every email of it is said to be in ${locale}, which screen readers go by.`,
    });
  }
}

const sameLanguage = (one: string, other: string): boolean =>
  new Intl.Locale(one).language === new Intl.Locale(other).language;
