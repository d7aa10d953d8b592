import { type Brand, noClientId } from '../brand.ts';
import { fitsSes, readMailbox, readOwnAddress } from '../mailbox.ts';
import { locales } from '../render/catalogue.ts';
import { matchLocale } from '../render/locale.ts';
import { plausibleUrl } from '../render/plausible.ts';
import { inFolder } from './in-folder.ts';
import { readLinks } from './links.ts';
import {
  describe,
  matching,
  readConfigurationSet,
  readLine,
  readName,
  wantedConfigurationSet,
  wantedLine,
  wantedMailbox,
  wantedName,
} from './readers.ts';

/** The client id that stands for every app client that no brand lists. */
export const anyClientId = '*';

/**
 * Reads one item of a list of brands.
 *
 * @param where The item, as problems call it.
 * @param defaultBrand What the brand inherits from.
 * @param problems Receives a sentence for each thing that is wrong.
 * @returns The brand by each of its app clients; none when something is wrong.
 */
export function readBrand(
  item: unknown,
  {
    where,
    defaultBrand,
    problems,
  }: { readonly where: string; readonly defaultBrand: Brand; readonly problems: string[] },
): readonly (readonly [string, Brand])[] {
  if (!isRecord(item)) {
    problems.push(`${where} is ${describe(item)}; it should be an object with clientIds and name`);
    return [];
  }
  const left = new Map(Object.entries(item));
  const count = problems.length;

  /** One member through one reader, which answers undefined to what it cannot take. */
  function take<T>(name: string, wanted: string, read: (value: unknown) => T | undefined): T | undefined {
    const value = left.get(name);
    left.delete(name);
    if (value === undefined) return undefined;
    const result = read(value);
    if (result === undefined) problems.push(`${where}.${name} is ${describe(value)}; it should be ${wanted}`);
    return result;
  }

  if (!left.has('clientIds')) problems.push(`${where} has no clientIds; they should be ${wantedClientIds}`);
  const clientIds = take('clientIds', wantedClientIds, readClientIds) ?? [];
  const inherited = clientIds.includes(anyClientId) ? defaultBrand : undefined;
  if (!left.has('name') && !inherited) problems.push(`${where} has no name; it should be ${wantedName}`);
  const name = take('name', wantedName, text(readName)) ?? inherited?.name ?? '';
  const from = take('from', wantedMailbox('Acme <no-reply@auth.example.com>'), text(readMailbox));
  const replyTo =
    take('replyTo', wantedMailbox('Acme support <help@example.com>'), text(readMailbox)) ??
    defaultBrand.replyTo;
  const configurationSet =
    take('configurationSet', wantedConfigurationSet, text(readConfigurationSet)) ??
    defaultBrand.configurationSet;
  const logoUrl = take('logoUrl', 'an https address', text(plausibleUrl));
  const logoUrlDark = take('logoUrlDark', 'an https address', text(plausibleUrl));
  const logoBesideName = take('logoBesideName', 'true or false', (value) =>
    typeof value === 'boolean' ? value : undefined,
  );
  const color = take('color', 'a colour such as #2f5bd3', text(matching(/^#[\da-f]{6}$/i)))?.toLowerCase();
  const supportUrl = take('supportUrl', 'an https address, or mailto: and an address', text(readSupportUrl));
  const footer = take('footer', wantedLine(200), text(readLine(200)));
  const locale = take('locale', `one of ${locales.join(', ')}`, text(matchLocale));
  const links = readLinks(take('links', wantedLinks, asRecord) ?? {}, (problem) =>
    problems.push(`${where}.links${problem}`),
  );
  if (!logoUrl && (logoUrlDark || logoBesideName)) {
    problems.push(`${where} has no logoUrl, which logoUrlDark and logoBesideName need`);
  }
  for (const unknown of left.keys()) {
    problems.push(
      `${where} has the unknown member ${describe(unknown)}; there are clientIds, name, from, replyTo, configurationSet, logoUrl, logoUrlDark, logoBesideName, color, supportUrl, footer, locale and links`,
    );
  }
  const fromBrand = from ?? { name, address: defaultBrand.from.address };
  if (!fitsSes(fromBrand)) {
    problems.push(`${where}.name is too long beside ${fromBrand.address}; name a shorter one in from`);
  }
  if (problems.length > count) return [];
  const brand: Brand = {
    name,
    from: fromBrand,
    ...(replyTo && { replyTo }),
    configurationSet,
    ...(logoUrl && { logoUrl }),
    ...(logoUrlDark && { logoUrlDark }),
    ...(logoBesideName && { logoBesideName }),
    ...(color && { color }),
    ...(supportUrl && { supportUrl }),
    ...(footer && { footer }),
    ...(locale && { locale }),
    links,
  };
  const whole = inFolder(brand, { isDefault: inherited !== undefined });
  return clientIds.map((clientId) => [clientId, whole] as const);
}

const wantedClientIds = `a list of app client ids, of ${noClientId} for what administrators cause, or of "*" for all others`;
const wantedLinks = 'an object of links by email, such as {"sign-up":"https://app.example.com/?code={code}"}';

const readClientIds = (value: unknown): readonly string[] | undefined =>
  // AWS docs: ClientIdType is 1 to 128 of [\w+].
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((id) => typeof id === 'string' && (id === anyClientId || /^[\w+]{1,128}$/.test(id)))
    ? value
    : undefined;

function readSupportUrl(value: string): string | undefined {
  const address = value.startsWith('mailto:') ? readOwnAddress(value.slice('mailto:'.length)) : undefined;
  return address === undefined ? plausibleUrl(value) : `mailto:${address}`;
}

const text =
  <T>(read: (value: string) => T | undefined) =>
  (value: unknown): T | undefined =>
    typeof value === 'string' ? read(value) : undefined;

const asRecord = (value: unknown) => (isRecord(value) ? value : undefined);

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
