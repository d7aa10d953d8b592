/** Readers of one setting each: they answer undefined to what they cannot take. */
import { domainToASCII } from 'node:url';
import { readMailboxAddress } from '../mailbox.ts';
import { isUserPoolId } from '../user-pool-id.ts';
import { isVisibleLine } from '../visible-line.ts';

export const matching =
  (pattern: RegExp) =>
  (text: string): string | undefined =>
    pattern.test(text) ? text : undefined;

/** @returns A reader of one or more items, separated by commas. */
export const listOf =
  <T>(reader: (text: string) => T | undefined) =>
  (text: string): readonly [T, ...T[]] | undefined => {
    const [first, ...rest] = text.split(',').map((item) => reader(item.trim()));
    if (first === undefined || rest.includes(undefined)) return undefined;
    return [first, ...rest.filter((item) => item !== undefined)];
  };

export const integer =
  (least: number, most: number) =>
  (text: string): number | undefined =>
    /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined;

export const boolean = (text: string): boolean | undefined =>
  text === 'true' ? true : text === 'false' ? false : undefined;

/** AWS docs: "AWS Regions"; `eusc-de-east-1` is of the European Sovereign Cloud. */
export const readRegion = matching(/^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/);

export const readUserPoolId = (text: string): string | undefined => (isUserPoolId(text) ? text : undefined);

/** AWS docs: SES API v2, CreateConfigurationSet. */
export const readConfigurationSet = matching(/^[\w-]{1,64}$/);

export const wantedConfigurationSet = "the configuration set's name: 1 to 64 of A-Z a-z 0-9 _ -";

export const wantedMailbox = (example: string): string =>
  `one mailbox of up to 320 characters with its name, such as ${example}`;

/**
 * A reader of one line that can be seen: what is invisible or turns a line around would end up in every email. Joiners
 * may stand in it, since emoji of several people and Persian words are written with them.
 */
export const readLine =
  (longest: number) =>
  (text: string): string | undefined => {
    const line = text.trim();
    return line !== '' && line.length <= longest && isVisibleLine(line) ? line : undefined;
  };

export const wantedLine = (longest: number): string =>
  `1 to ${longest} characters on one line, none of them a control character, a change of direction or else invisible`;

/** A product's name. */
export const readName = readLine(60);

export const wantedName = `a name of ${wantedLine(60)}`;

const domain = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}$/;

/** A host's name. @returns In lower case and punycode. */
export const readHost = (text: string): string | undefined => {
  const ascii = /^[\p{L}\p{M}\p{N}.-]+$/u.test(text) ? domainToASCII(text) : '';
  return domain.test(ascii) ? ascii : undefined;
};

/** @returns In lower case, a domain in punycode. */
export const readDomainOrAddress = (text: string): string | undefined =>
  (text.includes('@') ? readMailboxAddress(text) : readHost(text))?.toLowerCase();

/** What was found, short and on one line. */
export function describe(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length > 120 ? `${json.slice(0, 120)}…` : json;
}
