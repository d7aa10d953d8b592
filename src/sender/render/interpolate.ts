import type { Stem } from '../../trigger-source.ts';
import { lazyPattern } from '../lazy-pattern.ts';
import { memoize } from '../memoize.ts';

/** Where a value is written: text or an attribute of the HTML part, the subject, or the text part. */
export type Place = 'text' | 'identifier' | 'attribute' | 'url' | 'color' | 'keyword' | 'subject' | 'plain';

/**
 * A piece of a compiled email: a number is one of the literals that all emails share, a pair is a slot (named, or
 * by number for a word of the catalogue), a triple is a section shown when a value is there (`#`) or is not (`^`).
 */
export type Part =
  | number
  | readonly [place: Place, slot: string | number]
  | readonly [when: '#' | '^', slot: string, parts: readonly Part[]];

/** One email as the build makes it from emails/: its subjects are words, by number. */
export interface CompiledEmail {
  readonly subject: number;
  /** Absent where the subject never holds the code: temporary passwords, take-over warnings. */
  readonly subjectWithCode?: number;
  readonly html: readonly Part[];
  readonly text: readonly Part[];
}

/** What one brand has of its own, as JSON: emails, and of each language the words that differ. */
export interface BrandEmails {
  readonly emails: Readonly<Partial<Record<Stem, string>>>;
  readonly languages: Readonly<Record<string, string>>;
}

/** What the slots of one email are filled from. */
export interface RenderContext {
  readonly literals: readonly string[];
  readonly words: readonly string[];
  readonly values: Readonly<Record<string, string | undefined>>;
}

/**
 * Writes a part of an email. A word is filled with raw values first and made safe for its place as a whole, so
 * that no value can become markup.
 *
 * @throws {TypeError} A value is absent or is not what its place needs; the build makes this impossible for emails,
 *   `readValues` for values.
 */
export function interpolate(parts: readonly Part[], context: RenderContext): string {
  let result = '';
  for (const part of parts) {
    if (typeof part === 'number') {
      result += context.literals[part];
    } else if (part.length === 3) {
      const [when, slot, inner] = part;
      if ((context.values[slot] !== undefined) === (when === '#')) result += interpolate(inner, context);
    } else {
      const [place, slot] = part;
      const raw = typeof slot === 'string' ? value(slot, context) : fill(context.words[slot] ?? '', context);
      result += writers[place](raw, slot);
    }
  }
  return result;
}

/** A name that ends a sentence by itself ("Acme Inc.", "Yahoo!") takes no second full stop. */
function fill(word: string, context: RenderContext): string {
  if (!word.includes('{{')) return word;
  let result = '';
  let isSlot = false;
  for (const piece of piecesOf(word)) {
    if (isSlot) result += value(piece, context);
    else result += piece.startsWith('.') && /[.!?…]\u2069?$/.test(result) ? piece.slice(1) : piece;
    isSlot = !isSlot;
  }
  return result;
}

/** A word of the catalogue cut at its slots: text and a slot's name by turns, text first and last. */
const piecesOf = memoize((word: string): readonly string[] => word.split(/\{\{(\w+)\}\}/));

function value(slot: string, { values }: RenderContext): string {
  const found = values[slot];
  if (found === undefined)
    throw new TypeError(`the email has a slot {{${slot}}} and there is no value for it`);
  return found;
}

/** Text that needs nothing done to it anywhere: most does not, and a cold Unicode pattern takes a millisecond to make. */
const needsNoEscaping = /^[\w ,.;:!?()/@#%+=’-]*$/;

const escaped: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  needsNoEscaping.test(text)
    ? text
    : dropInvisible(text).replace(/[&<>"']/g, (character) => escaped[character] ?? '');

const invisibleCharacters = lazyPattern(
  String.raw`[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]`,
);

/**
 * Everything that is not a visible character, a space or a mark goes: control characters (a CR or LF would start a
 * new header), bidirectional embeddings and overrides, invisible separators, half of a surrogate pair.
 * Isolates stay: `readValues` itself puts them around a name of the other direction.
 */
export const dropInvisible = (text: string): string =>
  /^[\x20-\x7e’]*$/.test(text) ? text : text.replace(invisibleCharacters(), '');

/**
 * A mail client finds links by their dots, slashes and at signs: cut before each, with every second piece in an element
 * of its own, no piece looks like one. In as few pieces as that takes, since a screen reader may stop at each.
 */
const unlinked = (html: string): string =>
  html.replace(/([.:/@][^.:/@]*)([.:/@][^.:/@]*)?/g, '<span>$1</span>$2');

const expecting = (what: RegExp) => (raw: string, slot: string | number) => {
  if (!what.test(raw)) throw new TypeError(`the value of {{${slot}}} may not stand in the email`);
  return raw;
};
const expectUrl = expecting(/^(?:https:\/\/|mailto:)[\x21-\x7e]+$/);

const writers: Readonly<Record<Place, (raw: string, slot: string | number) => string>> = {
  text: escapeHtml,
  attribute: escapeHtml,
  identifier: (raw) => unlinked(escapeHtml(raw)),
  url: (raw, slot) => escapeHtml(expectUrl(raw, slot)),
  color: expecting(/^#[\da-f]{6}$/),
  keyword: expecting(/^[A-Za-z\d-]+$/),
  subject: dropInvisible,
  plain: dropInvisible,
};
