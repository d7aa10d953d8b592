import { isIP } from 'node:net';
import { lazyPattern } from './lazy-pattern.ts';

/** Most text is, and then needs none of the Unicode patterns. */
const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

const place = lazyPattern(String.raw`^\p{L}[\p{L}\p{M} '’,()-]*(?:\.(?: [\p{L}\p{M} '’,()-]*)?)*$`);
const product = String.raw`\p{L}[\p{L}\p{M}\p{N}_-]*(?: \p{L}[\p{L}\p{M}\p{N}_-]*){0,3}(?: \d{1,4}(?:[._]\d{1,6}){0,4})?`;
const device = lazyPattern(`^${product}(?: \\(${product}\\)|(?:, | on | / )${product}){0,2}$`);
/** Letters that show nothing, and stacked combining marks (Zalgo) that cover the lines around them. */
const deceptive = lazyPattern(String.raw`\p{Default_Ignorable_Code_Point}|\p{M}{4}`);
const invisible = lazyPattern(String.raw`[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]`);

/** Whether a city's or country's name may be printed: letters alone, so no number to call and no sum to pay. */
export const looksLikePlace = (text: string): boolean =>
  text.length <= 60 && place().test(text) && !deceptive().test(text);

/**
 * Whether the name of a device, made of what a visitor's browser says, may be printed: products, each of up to four
 * words and a version, such as "Chrome 126, Windows 10".
 */
export const looksLikeDevice = (text: string): boolean =>
  text.length <= 60 && device().test(text) && !deceptive().test(text);

/** The address if it is one, IPv4 or IPv6, without a zone. */
export const plausibleIp = (text: string): string | undefined =>
  isIP(text) && /^[\da-f.:]+$/i.test(text) ? text : undefined;

/** An https address in its normal form, without a user, on a named host; undefined for anything else. */
export function plausibleUrl(text: string): string | undefined {
  if (text.length > 2048) return undefined;
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.username || url.password) return undefined;
  return /^(?:[a-z\d-]+\.)+[a-z][a-z\d-]+$/.test(url.hostname) ? url.href.replace(/'/g, '%27') : undefined;
}

/**
 * A user name to be typed by its reader: whole, stripInvisible, on one line.
 *
 * @returns At most 128 characters (Cognito's own limit), without control or invisible characters.
 */
export const stripInvisible = (text: string): string =>
  (isAscii(text) ? text : text.replace(invisible(), '')).slice(0, 128);

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** Keeps a name of the other direction from pulling the sentence around it apart (Unicode isolates). */
export const isolate = (name: string, direction: string): string =>
  rightToLeft.test(name) === (direction === 'rtl') ? name : `\u2068${name}\u2069`;
