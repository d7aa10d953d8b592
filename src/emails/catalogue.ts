import { type Diagnostic, lineAt } from './diagnostic.ts';

/** The words of one language: section → key → text; in `durations`, unit → plural form → text. */
export interface Catalogue {
  readonly file: string;
  /** BCP 47, from the file's name. */
  readonly locale: string;
  readonly words: ReadonlyMap<string, string>;
  readonly durations: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The line of a `section.key`, or 1. */
  lineOf(key: string): number;
}

export const units = ['minutes', 'hours', 'days'] as const;
export type Unit = (typeof units)[number];

/**
 * Reads a catalogue. What is no text where text belongs is reported and left out.
 *
 * @param file Its path, `emails/locales/pt-BR.json`.
 * @returns Undefined when it is not JSON, which is reported too.
 */
export function readCatalogue(
  file: string,
  json: string,
  report: (diagnostic: Diagnostic) => void,
): Catalogue | undefined {
  const locale = file.replace(/^.*\/|\.json$/g, '');
  const words = new Map<string, string>();
  const durations = new Map<string, Map<string, string>>();
  const lines = linesOf(json);
  const lineOf = (key: string) => lines.get(key) ?? 1;
  const fail = (key: string, what: string, fix: string) =>
    report({ file, line: lineOf(key), what: `"${key}" ${what}`, fix });

  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    const position = Number(String(error).match(/at position (\d+)/)?.[1] ?? json.length);
    const fix = 'Look there, or just before, for a missing comma, colon or quotation mark, or one too many.';
    report({ file, line: lineAt(json, position), what: 'is not JSON', fix });
    return undefined;
  }
  for (const [section, members] of entries(parsed)) {
    for (const [name, text] of entries(members)) {
      const key = `${section}.${name}`;
      if (section === 'durations') {
        durations.set(name, new Map(entries(text).map(([form, words]) => [form, String(words)])));
      } else if (typeof text !== 'string' || text.trim() === '') {
        fail(key, 'holds no text', 'Write its words between quotation marks.');
      } else if (/<\/?[a-z!]|&[a-z#\d]+;/i.test(text)) {
        fail(key, 'holds markup', 'Write plain text; what it looks like belongs into the .mjml file.');
      } else {
        words.set(key, text);
      }
    }
  }
  return { file, locale, words, durations, lineOf };
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
