import { type Diagnostic, lineAt } from './diagnostic.ts';
import type { Source } from './sources.ts';

/** The words of one language: section → key → text; in `durations`, unit → plural form → text. */
export interface Catalogue {
  /** The file that a key which is missing belongs in. */
  readonly file: string;
  /** BCP 47, from the file's name. */
  readonly locale: string;
  readonly words: ReadonlyMap<string, string>;
  readonly durations: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The file and line of a `section.key`. */
  at(key: string): Pick<Diagnostic, 'file' | 'line'>;
}

export const units = ['minutes', 'hours', 'days'] as const;
export type Unit = (typeof units)[number];

/**
 * Reads a catalogue. What is no text where text belongs is reported.
 *
 * @returns Undefined when it is not JSON or not named after a language, which is reported too.
 */
export function readCatalogue(
  { file, source: json }: Source,
  report: (diagnostic: Diagnostic) => void,
): Catalogue | undefined {
  const locale = file.replace(/^.*\/|\.json$/g, '');
  if (!isLanguage(locale)) {
    const fix = 'Name it after one, by its BCP 47 tag: nl.json, pt-PT.json.';
    report({ file, what: 'is named after no language', fix });
    return undefined;
  }
  const parsed = parse(file, json, report);
  if (parsed === undefined) return undefined;
  const words = new Map<string, string>();
  const durations = new Map<string, Map<string, string>>();
  const lines = linesOf(json);
  const at = (key: string) => ({ file, line: lines.get(key) ?? 1 });
  const fail = (key: string, what: string, fix: string) =>
    report({ ...at(key), what: `"${key}" ${what}`, fix });

  for (const [section, members] of entries(parsed)) {
    for (const [name, text] of entries(members)) {
      const key = `${section}.${name}`;
      if (section === 'durations') {
        durations.set(name, new Map(entries(text).map(([form, words]) => [form, String(words)])));
        continue;
      }
      // What is refused stays, so that it is not reported as missing too.
      words.set(key, String(text));
      if (typeof text !== 'string' || text.trim() === '') {
        fail(key, 'holds no text', 'Write its words between quotation marks.');
      } else if (/<\/?[a-z!]|&[a-z#\d]+;/i.test(text)) {
        fail(key, 'holds markup', 'Write plain text; what it looks like belongs into the .mjml file.');
      }
    }
  }
  return { file, locale, words, durations, at };
}

/** A catalogue with some of its keys replaced, or added, by those of another. */
export function layerCatalogue(base: Catalogue, over: Catalogue): Catalogue {
  const durations = new Map(base.durations);
  for (const [unit, forms] of over.durations) {
    durations.set(unit, new Map([...(durations.get(unit) ?? []), ...forms]));
  }
  const isOver = (key: string) => over.words.has(key) || over.durations.has(key.replace('durations.', ''));
  return {
    file: base.file,
    locale: base.locale,
    words: new Map([...base.words, ...over.words]),
    durations,
    at: (key) => (isOver(key) ? over : base).at(key),
  };
}

function parse(file: string, json: string, report: (diagnostic: Diagnostic) => void): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    const position = Number(String(error).match(/at position (\d+)/)?.[1] ?? json.length);
    const fix = 'Look there, or just before, for a missing comma, colon or quotation mark, or one too many.';
    report({ file, line: lineAt(json, position), what: 'is not JSON', fix });
    return undefined;
  }
}

function isLanguage(tag: string): boolean {
  try {
    return new Intl.Locale(tag).language !== 'und';
  } catch {
    return false;
  }
}

const entries = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

/** The line of every `section.key`: a name is what a colon follows, whatever the indentation. */
function linesOf(json: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const path: string[] = [];
  let line = 1;
  let name = '';
  for (const [token] of json.matchAll(/"(?:[^"\\\n]|\\.)*"(\s*:)?|[{}\n]/g)) {
    if (token === '\n') line += 1;
    else if (token === '{') path.push(name);
    else if (token === '}') path.pop();
    else if (token.endsWith(':')) {
      name = token.slice(1, token.lastIndexOf('"'));
      lines.set([...path.slice(1), name].join('.'), line);
      line += token.split('\n').length - 1;
    }
  }
  return lines;
}
