import { dropInvisible } from '../../sender/render/interpolate.ts';
import type { Diagnostic } from '../diagnostic.ts';

/**
 * What is wrong with a text of a catalogue, whatever it says.
 *
 * @param text What JSON has in its place.
 * @returns Undefined for words that are shown as they are written.
 */
export function problemOfText(text: unknown): Pick<Diagnostic, 'what' | 'fix'> | undefined {
  if (typeof text !== 'string' || text.trim() === '')
    return { what: 'holds no text', fix: 'Write its words between quotation marks.' };
  if (/<\/?[a-z!]|&[a-z#\d]+;/i.test(text))
    return {
      what: 'holds markup',
      fix: 'Write plain text; what it looks like belongs into the .mjml file.',
    };
  // Left out, a line break would join the words beside it.
  if (dropInvisible(text) !== text)
    return {
      what: `holds ${leftOut(text)}, which no email shows`,
      fix: 'Write it on one line, in characters that are seen; paragraphs belong into the .mjml file.',
    };
  return undefined;
}

/** The characters that the sender leaves out of a text, by their numbers: `U+000A`. */
const leftOut = (text: string): string =>
  [...new Set(text)]
    .filter((character) => dropInvisible(character) === '')
    .map((character) => `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`)
    .join(', ');
