import { isIP } from 'node:net';
import { lazyPattern } from '../lazy-pattern.ts';

/** Most text is, and then needs none of the Unicode patterns. */
const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** What browsers call themselves, the systems they run on, and the devices that they know. */
const product =
  '(?:Mobile |Headless)?(?:Android|Brave|Chrome|ChromeOS|Chrome OS|Chromium|CrOS|DuckDuckGo|Edge|Fedora|Firefox|Galaxy|Huawei|iOS|iPad|iPadOS|iPhone|iPod|Internet Explorer|Linux|Mac|macOS|Mac OS X|Macintosh|OnePlus|Opera|Pixel|Safari|Samsung|Samsung Internet|SM-[A-Z]\\d{3,4}[A-Z]?|Ubuntu|UC Browser|Vivaldi|WebKit|WebView|Windows|Windows NT|Xiaomi)';
const version = '(?: \\d{1,3}(?:[._]\\d{1,5}){0,3})?';
const edition = '(?: (?:Air|Max|Mini|Mobile|Plus|Pro|SE|Tablet|Ultra|WebView)){0,2}';
const part = `${product}${version}${edition}`;
const device = new RegExp(`^${part}(?: \\(${part}\\)|(?:, | on | / )${part}){0,2}$`);
const invisible = lazyPattern(String.raw`[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]`);

/**
 * Whether the name of a device, made of what a visitor's browser says, may be printed: up to three known products with
 * their versions, such as "Chrome 126, Windows 10". Any other words could be an order, or a number to call.
 */
export const looksLikeDevice = (text: string): boolean => text.length <= 60 && device.test(text);

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
 * A user name to be typed by its reader: whole, visible, on one line.
 *
 * @returns At most 128 characters (Cognito's own limit), without control or invisible characters.
 */
export const stripInvisible = (text: string): string =>
  (isAscii(text) ? text : text.replace(invisible(), '')).slice(0, 128);

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** Keeps a name of the other direction from pulling the sentence around it apart (Unicode isolates). */
export const isolate = (name: string, direction: string): string =>
  rightToLeft.test(name) === (direction === 'rtl') ? name : `\u2068${name}\u2069`;

const endsInLetters = lazyPattern(String.raw`^\p{L}(?:.*\p{L})?$`);

/**
 * The same for a brand's name, only where it would come apart: in Arabic, "Disney+" would be read as "+Disney". One that
 * begins and ends in letters holds together by itself.
 */
export function isolateBrand(name: string, direction: string): string {
  const isolated = isolate(name, direction);
  if (isolated === name || /^[a-z](?:.*[a-z])?$/i.test(name)) return name;
  return endsInLetters().test(name) ? name : isolated;
}
