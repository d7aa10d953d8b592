import { lazyPattern } from '../../lazy-pattern.ts';

/** Letters, marks, spaces and `'-.,`. */
const shape = lazyPattern(String.raw`^\p{L}[\p{L}\p{M} '’.,-]*$`);

/** A dot that joins two words, as in an address; "J.R.R." has none. */
const joiningDot = lazyPattern(String.raw`\.(?=[\p{L}\p{M}])(?!\p{L}\.)`);

/** Letters that show nothing, and stacked marks (Zalgo) that cover the lines around them. */
const deceptive = lazyPattern(String.raw`\p{Default_Ignorable_Code_Point}|\p{M}{4}`);

/** Punctuation twice in a row; a dot after a word longer than "Prof."; a comma that is not between two words. */
const oddPunctuation = /['’.-]{2}|[^ .]{5}\.|,(?! [^,]*$)/;

/** More of these in a row than any name has; a sentence has no spaces there. */
const longRun = /[\u3400-\u9fff\uac00-\ud7af]{7}/;

/** The words of names that are written small. */
const particles = new Set(
  "af al av bin bint da das de del della dem den der des di do dos du e el ibn i la las le les los 't te ten ter und van vom von y zu zum zur".split(
    ' ',
  ),
);

/** What programs write where there is no name, and what only a message to the reader has. */
const noNames = new Set(
  'account accounts admin alert bitcoin blocked call claim click com free here http https locked login none now null password prize security suspended undefined urgent us verify visit warning www your'.split(
    ' ',
  ),
);

/**
 * A profile's name as a greeting may print it. Sign-up forms are public, and a "name" is the one text in the email
 * that a stranger writes: nothing that could be an address, an order, a sentence or a picture passes.
 *
 * @returns The name with its spaces in order: at most 40 characters in at most 6 words, which after a capital all begin
 *   with one but for "van" and the like. Undefined for anything else.
 */
export function readName(text: string): string | undefined {
  const name = text.replace(/[ \u00a0\u3000]+/g, ' ').trim();
  if (name.length > 40 || oddPunctuation.test(name) || longRun.test(name)) return undefined;
  if (!shape().test(name) || joiningDot().test(name) || deceptive().test(name)) return undefined;
  return looksLikeWordsOfName(name.split(/[ .]+/).filter(Boolean)) ? name : undefined;
}

function looksLikeWordsOfName(words: readonly string[]): boolean {
  if (words.length > 6 || words.some((word) => noNames.has(word.toLowerCase()))) return false;
  const own = words.filter((word) => !particles.has(word) && !/^.['’]/.test(word));
  const small = own.filter((word) => word.charAt(0) !== word.charAt(0).toUpperCase());
  // "ada lovelace" is how some write themselves; a sentence is longer, or begins with a capital.
  return small.length === 0 || (small.length === own.length && own.length <= 2);
}
