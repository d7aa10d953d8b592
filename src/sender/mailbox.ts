import { domainToASCII } from 'node:url';
import { isVisibleLine } from './visible-line.ts';

/** An address with the name shown beside it, as in `Acme <no-reply@auth.example.com>`. */
export interface Mailbox {
  readonly name?: string;
  readonly address: string;
}

/**
 * Reads one bare address and puts its domain into punycode. The local part must be an unquoted ASCII run: SES
 * takes no other, and anything richer (quotes, comments, commas) could name a second recipient. So could an encoded
 * word, which RFC 2047 (section 5) forbids there and some mailers decode all the same: what they find in it is where they
 * send the email.
 *
 * @returns The address, or undefined when the text is anything but one address.
 */
export function readMailboxAddress(text: string): string | undefined {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const domain = text.slice(at + 1);
  if (!/^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/.test(local) || local.includes('=?')) return undefined;
  // Nearly every domain is ASCII, and the tables of a Unicode pattern cost a cold start half a millisecond.
  if (!/^[\w.-]{1,253}$/.test(domain) && !/^[\p{L}\p{M}\p{N}.-]{1,253}$/u.test(domain)) return undefined;
  const ascii = domainToASCII(domain);
  if (ascii.length > 253 || !/^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?!\d+$)[a-z\d-]{2,63}$/.test(ascii)) {
    return undefined;
  }
  return `${local}@${ascii}`;
}

/** The domain of a bare address. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/**
 * Reads a bare address of our own (From, Reply-To), by the rules that SES holds them to: its local part is a dot-atom
 * (RFC 5322, 3.2.3). Recipients may break that rule: some carriers gave out addresses with two dots in a row.
 *
 * @returns The address, or undefined when the text is anything else.
 */
export function readOwnAddress(text: string): string | undefined {
  const address = readMailboxAddress(text);
  return address !== undefined && /^\.|\.\.|\.@/.test(address) ? undefined : address;
}

/** Whether a mailbox, written out, is within SES's limit: "Address length is more than 320 characters" otherwise. */
export const fitsSes = (mailbox: Mailbox): boolean => formatMailbox(mailbox).length <= 320;

/**
 * Reads one of our own mailboxes, `local@domain` or `Name <local@domain>`, the name bare or in double quotes.
 *
 * @returns The mailbox, or undefined when the text is anything else.
 */
export function readMailbox(text: string): Mailbox | undefined {
  const parts = text.trim().match(/^(?:"((?:[^"\\]|\\.)*)"|([^"<>]*?))\s*<([^<>]*)>$/);
  const address = readOwnAddress(parts?.[3] ?? text.trim());
  if (address === undefined) return undefined;
  const name = parts?.[1]?.replace(/\\(.)/g, '$1') ?? parts?.[2];
  // A control character in a display name is how one header becomes two; it is the brand's name as well.
  if (name !== undefined && !isVisibleLine(name)) return undefined;
  const mailbox = name ? { name, address } : { address };
  return fitsSes(mailbox) ? mailbox : undefined;
}

/**
 * Writes a mailbox as SES wants it: an ASCII name in quotes, any other as RFC 2047 encoded words (SES garbles raw
 * UTF-8), no name at all as the bare address.
 */
export function formatMailbox({ name, address }: Mailbox): string {
  if (!name) return address;
  if (/^[\x20-\x7e]*$/.test(name)) return `"${name.replace(/["\\]/g, '\\$&')}" <${address}>`;
  return `${encodeWords(name)} <${address}>`;
}

/**
 * RFC 2047 "B" encoding. An encoded word holds at most 75 characters, so at most 45 bytes of text, and never a
 * part of a character.
 */
function encodeWords(text: string): string {
  const words: string[] = [''];
  for (const character of text) {
    const last = words.length - 1;
    const longer = words[last] + character;
    if (Buffer.byteLength(longer) <= 45) words[last] = longer;
    else words.push(character);
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}
