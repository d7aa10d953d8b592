import { lazyPattern } from '../../lazy-pattern.ts';

/** Letters, marks, spaces, `'-.,` and the dot that Japanese has between the names of others. */
const shape = lazyPattern(String.raw`^['’]?\p{L}[\p{L}\p{M} '’.,-]*(?:・[\p{L}\p{M} ]+)*$`);

/**
 * A dot that joins two words, as in an address ("J.R.R." has none); letters that show nothing, and stacked marks (Zalgo)
 * that cover the lines around them.
 */
const deceptive = lazyPattern(
  String.raw`\.(?=[\p{L}\p{M}])(?!\p{L}\.)|\p{Default_Ignorable_Code_Point}|\p{M}{4}`,
);

/**
 * Punctuation twice in a row, but for "Dipl.-Ing."; a dot after a word longer than "Prof."; a comma that is not between
 * two words. More Chinese or Korean in a row than any name has, or the two Japanese syllabaries in one word: a sentence
 * has no spaces there.
 */
const odd =
  /['’.-]['’.]|['’-]-|[^ .-]{5}\.|,(?! [^,]*$)|[\u3400-\u9fff\uac00-\ud7af]{7}|[\u30a1-\u30fc][\u3041-\u3096]|[\u3041-\u3096][\u30a1-\u30fc]/;

/** The words of names that are written small. */
const particles = new Set(
  "af al av bin bint da das de del della dem den der des di do dos du e el ibn i la las le les los 't te ten ter ul und van vom von wa y zu zum zur".split(
    ' ',
  ),
);

/** Those of places besides: "Frankfurt am Main", "Newcastle upon Tyne", "Ústí nad Labem". */
const placeParticles = new Set([
  ...particles,
  ...'aan am an and auf bei im in nad ob of on op sur the under upon'.split(' '),
]);

/** What programs write where there is no name, and what only a message to the reader has. */
const noNames = new Set(
  'account accounts admin alert bitcoin blocked call claim click com compte conta conto cuenta free gesperrt here http https konto locked login none now null password prize security suspended undefined urgent us verify visit warning www your'.split(
    ' ',
  ),
);

/**
 * A profile's name as a greeting may print it. Sign-up forms are public, and a "name" is the one text in the email
 * that a stranger writes: nothing that could be an address, an order, a sentence or a picture passes.
 *
 * @returns The name with its spaces in order: at most 50 characters, and 6 words that after a capital all begin with one,
 *   besides "van" and the like. Undefined for anything else.
 */
export const readName = (text: string): string | undefined => readWords(text, particles);

/** The same for a city or a country, whose names are written alike. */
export const readPlace = (text: string): string | undefined => readWords(text, placeParticles);

function readWords(text: string, small: ReadonlySet<string>): string | undefined {
  const name = text.replace(/[ \u00a0\u3000]+/g, ' ').trim();
  if (name.length > 50 || odd.test(name) || !shape().test(name) || deceptive().test(name)) return undefined;
  if (name.split(/[ .,・-]+/).some((word) => noNames.has(word.toLowerCase()))) return undefined;
  return looksLikeName(name.split(' '), small) ? name : undefined;
}

function looksLikeName(words: readonly string[], small: ReadonlySet<string>): boolean {
  const own = words.flatMap((word, index) => {
    // "Dr. med.": after a title, another may be written small.
    if (word.endsWith('.') && words[index - 1]?.endsWith('.')) return [];
    const [head = '', ...rest] = word.split('-');
    const core = small.has(head) ? rest.join('-') : word;
    return core === '' || /^.['’]/.test(core) ? [] : [core];
  });
  const lower = own.filter((word) => word.charAt(0) !== word.charAt(0).toUpperCase());
  // "ada lovelace" is how some write themselves; a sentence is longer, or begins with a capital.
  return (
    words.length <= 10 &&
    own.length <= 6 &&
    (lower.length === 0 || (lower.length === own.length && own.length <= 2))
  );
}
