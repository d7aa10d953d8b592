import { isRecord } from '../is-record.ts';
import { problemOfText } from './check/check-text.ts';
import type { Diagnostic } from './diagnostic.ts';
import { linesOf, parseJson } from './json-source.ts';
import type { Source } from './sources.ts';

/** The words of one language: section → key → text; in `durations`, unit → plural form → text. */
export interface Catalogue {
  /** The file that a key which is missing belongs in. */
  readonly file: string;
  /** BCP 47, from the file's name. */
  readonly locale: string;
  readonly words: ReadonlyMap<string, string>;
  readonly durations: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The language that what it lacked was taken from. */
  readonly below?: string;
  /** The file and line of a `section.key`. */
  at(key: string): Pick<Diagnostic, 'file' | 'line'>;
}

export const units = ['minutes', 'hours', 'days'] as const;

type Report = (diagnostic: Diagnostic) => void;

/**
 * Reads a catalogue. What is no text where text belongs is reported.
 *
 * @returns Undefined when it is no object in JSON or not named after a language, which is reported too.
 */
export function readCatalogue(source: Source, report: Report): Catalogue | undefined {
  const locale = source.file.replace(/^.*\/|\.json$/g, '');
  const tag = canonicalTag(locale);
  if (tag !== locale) {
    const { file } = source;
    if (tag === undefined) {
      const fix = 'Name it after one, by its BCP 47 tag: nl.json, pt-PT.json.';
      report({ file, what: 'is named after no language', fix });
    } else {
      report({ file, what: 'is not named as its language is written', fix: `Rename it ${tag}.json.` });
    }
    return undefined;
  }
  const texts = readTexts(source, report);
  return texts && { locale, ...texts };
}

/** The texts of a catalogue, whatever its file is called. @returns Undefined when it is no object in JSON, which is reported. */
export function readTexts(
  { file, source: json }: Source,
  report: Report,
): Omit<Catalogue, 'locale'> | undefined {
  const parsed = parseJson({ file, source: json }, report);
  if (parsed === undefined) return undefined;
  if (!isRecord(parsed)) {
    const fix = 'It is an object of sections: { "sign-up": { "heading": "Welcome" } }.';
    report({ file, what: `holds ${nounOf(parsed)}`, fix });
    return undefined;
  }
  const words = new Map<string, string>();
  const durations = new Map<string, Map<string, string>>();
  const lines = linesOf(json);
  const at = (key: string) => ({ file, line: lines.get(key) ?? 1 });
  const fail = (key: string, { what, fix }: Pick<Diagnostic, 'what' | 'fix'>) =>
    report({ ...at(key), what: `"${key}" ${what}`, fix });
  const members = (key: string, value: unknown): [string, unknown][] => {
    if (isRecord(value)) return Object.entries(value);
    // As the build names keys, but they are not written so.
    const [section, name] = typeof value === 'string' ? key.split('.') : [];
    const isFlat = name !== undefined && section !== 'durations';
    const fix = isFlat ? `Write { "${section}": { "${name}": … } }.` : 'It is an object of texts.';
    fail(key, { what: `holds ${nounOf(value)}`, fix });
    return [];
  };

  for (const [section, value] of Object.entries(parsed)) {
    for (const [name, text] of members(section, value)) {
      const key = `${section}.${name}`;
      const isUnit = section === 'durations';
      const texts: [string, unknown][] = isUnit
        ? members(key, text).map(([form, words]) => [`${key}.${form}`, words])
        : [[key, text]];
      for (const [key, text] of texts) {
        const problem = problemOfText(text);
        if (problem) fail(key, problem);
        // What is refused stays, so that it is not reported as missing too.
        if (!isUnit) words.set(key, asFilled(text));
      }
      if (isUnit) {
        const forms = texts.map(([key, text]) => [key.split('.')[2] ?? '', asFilled(text)] as const);
        durations.set(name, new Map(forms));
      }
    }
  }
  return { file, words, durations, at };
}

/** A catalogue with some of its keys replaced, or added, by those of another. */
export function layerCatalogue(base: Catalogue, over: Catalogue): Catalogue {
  const durations = new Map(base.durations);
  for (const [unit, forms] of over.durations) {
    durations.set(unit, new Map([...(durations.get(unit) ?? []), ...forms]));
  }
  return {
    file: base.file,
    locale: base.locale,
    words: new Map([...base.words, ...over.words]),
    durations,
    at: (key) => (holds(over, key) ? over : base).at(key),
  };
}

/** Whether a catalogue itself has a `section.key`, a `durations.unit` or a `durations.unit.form`. */
export function holds({ words, durations }: Catalogue, key: string): boolean {
  const [section, unit = '', form] = key.split('.');
  if (section !== 'durations') return words.has(key);
  return form === undefined ? durations.has(unit) : durations.get(unit)?.has(form) === true;
}

/** A language's tag as it is written: `pt-br` → `pt-BR`, `en_US` → `en-US`; undefined for what is none. */
function canonicalTag(tag: string): string | undefined {
  try {
    const { language, baseName } = new Intl.Locale(tag.replaceAll('_', '-'));
    // Every language that has words in CLDR has two letters or three; "german" would be one by its form.
    return language === 'und' || language.length > 3 ? undefined : baseName;
  } catch {
    return undefined;
  }
}

/** A text with its slots as the sender looks for them: `{{ appName }}`, which .mjml files may have too, as `{{appName}}`. */
const asFilled = (text: unknown): string => String(text).replace(/\{\{\s*(\w+)\s*\}\}/g, '{{$1}}');

/** What JSON holds where an object should be. */
const nounOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
