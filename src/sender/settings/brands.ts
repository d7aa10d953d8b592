import { type Brand, noClientId } from '../brand.ts';
import { fitsSes, readMailbox, readOwnAddress } from '../mailbox.ts';
import { locales } from '../render/catalogue.ts';
import { brandEmails } from '../render/emails.generated.ts';
import { matchLocale } from '../render/locale.ts';
import { plausibleUrl } from '../render/plausible.ts';
import { brandFolder } from './brand-folder.ts';
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

/** Brands by app client id, the one for all other app clients, and a sentence for each thing that is wrong. */
export interface Brands {
  readonly defaultBrand: Brand;
  readonly brands: ReadonlyMap<string, Brand>;
  readonly problems: readonly string[];
}

/** The client id that stands for every app client that no brand lists. */
const anyClientId = '*';

/** Most installations have none, and their start pays nothing for brands' names. */
const folders = Object.keys(brandEmails);

/**
 * Reads a JSON array of brands. A brand without a From address has the default one under
 * its own name. The brand that lists "*" is the default brand, and takes what it does not say from the given one.
 *
 * @param givenBrand The default brand as the other variables make it.
 * @param source What holds the array, as problems call it.
 * @returns The brands that are right, and every problem of the others; it never throws.
 */
export function parseBrands(
  json: string | undefined,
  givenBrand: Brand,
  { source = 'BRANDS' }: { readonly source?: string } = {},
): Brands {
  const brands = new Map<string, Brand>();
  const problems: string[] = [];
  const items = readArray(json, source, problems);
  const isDefault = (item: unknown) =>
    isRecord(item) && Array.isArray(item['clientIds']) && item['clientIds'].includes(anyClientId);
  let defaultBrand = givenBrand;
  // First the default brand: the others take from it.
  for (const item of [...items.filter(isDefault), ...items.filter((item) => !isDefault(item))]) {
    const where = `${source}[${items.indexOf(item)}]`;
    for (const [clientId, brand] of readBrand(item, where, { defaultBrand, problems })) {
      if (brands.has(clientId))
        problems.push(`${where}.clientIds names ${clientId}, which is another brand's`);
      brands.set(clientId, brand);
    }
    defaultBrand = brands.get(anyClientId) ?? defaultBrand;
  }
  brands.delete(anyClientId);
  return { defaultBrand, brands, problems };
}

const wantedArray = 'it should be a JSON array such as [{"clientIds":["1example23456789"],"name":"Acme"}]';

function readArray(json: string | undefined, source: string, problems: string[]): readonly unknown[] {
  if (!json?.trim()) return [];
  try {
    const parsed: unknown = JSON.parse(json);
    if (Array.isArray(parsed)) return parsed;
    problems.push(`${source} is JSON but no array; ${wantedArray}`);
  } catch (error) {
    // Only the place: the rest of the parser's message quotes the text.
    const said = String(error);
    const position = said.match(/at position (\d+)/)?.[1];
    const where = position
      ? ` (see character ${position})`
      : /end of JSON/.test(said)
        ? ' (it ends too soon)'
        : '';
    problems.push(`${source} is not JSON${where}; ${wantedArray}`);
  }
  return [];
}

function readBrand(
  item: unknown,
  where: string,
  { defaultBrand, problems }: { readonly defaultBrand: Brand; readonly problems: string[] },
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
  const folder = folders.length > 0 ? folders.find((known) => known === brandFolder(name)) : undefined;
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
    ...(folder !== undefined && { folder }),
    links,
  };
  return clientIds.map((clientId) => [clientId, brand] as const);
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

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
