import { type Brand, noClientId } from '../brand.ts';
import { fitsSes, readMailbox, readOwnAddress } from '../mailbox.ts';
import { locales } from '../render/catalogue.ts';
import { matchLocale } from '../render/locale.ts';
import { plausibleUrl } from '../render/plausible.ts';
import { readLinks } from './links.ts';
import {
  describe,
  matching,
  readConfigurationSet,
  readName,
  wantedConfigurationSet,
  wantedMailbox,
  wantedName,
} from './readers.ts';

/** What BRANDS holds: brands by app client id, and a sentence for each thing that is wrong with it. */
export interface Brands {
  readonly brands: ReadonlyMap<string, Brand>;
  readonly problems: readonly string[];
}

/** What a brand takes from the default one when it does not say. */
type Defaults = Pick<Brand, 'from' | 'replyTo' | 'configurationSet'>;

/**
 * Reads the variable BRANDS: a JSON array of brands. A brand without a From address has the default one under the
 * brand's own name.
 *
 * @returns The brands that are right, and every problem of the others; it never throws.
 */
export function parseBrands(json: string | undefined, defaults: Defaults): Brands {
  const brands = new Map<string, Brand>();
  const problems: string[] = [];
  for (const [index, item] of readArray(json, problems).entries()) {
    const where = `BRANDS[${index}]`;
    for (const [clientId, brand] of readBrand(item, where, { defaults, problems })) {
      if (brands.has(clientId))
        problems.push(`${where}.clientIds names ${clientId}, which is another brand's`);
      brands.set(clientId, brand);
    }
  }
  return { brands, problems };
}

const wantedArray = 'it should be a JSON array such as [{"clientIds":["1example23456789"],"name":"Acme"}]';

function readArray(json: string | undefined, problems: string[]): readonly unknown[] {
  if (!json?.trim()) return [];
  try {
    const parsed: unknown = JSON.parse(json);
    if (Array.isArray(parsed)) return parsed;
    problems.push(`BRANDS is JSON but no array; ${wantedArray}`);
  } catch (error) {
    // Only the place: the rest of the parser's message quotes the text.
    const position = String(error).match(/at position (\d+)/)?.[1];
    problems.push(
      `BRANDS is not JSON (${position ? `see character ${position}` : 'it ends too soon'}); ${wantedArray}`,
    );
  }
  return [];
}

function readBrand(
  item: unknown,
  where: string,
  { defaults, problems }: { readonly defaults: Defaults; readonly problems: string[] },
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
  if (!left.has('name')) problems.push(`${where} has no name; it should be ${wantedName}`);
  const clientIds = take('clientIds', wantedClientIds, readClientIds) ?? [];
  const name = take('name', wantedName, text(readName)) ?? '';
  const from = take('from', wantedMailbox('Acme <no-reply@auth.example.com>'), text(readMailbox));
  const replyTo =
    take('replyTo', wantedMailbox('Acme support <help@example.com>'), text(readMailbox)) ?? defaults.replyTo;
  const configurationSet =
    take('configurationSet', wantedConfigurationSet, text(readConfigurationSet)) ?? defaults.configurationSet;
  const logoUrl = take('logoUrl', 'an https address', text(plausibleUrl));
  const color = take('color', 'a colour such as #2f5bd3', text(matching(/^#[\da-f]{6}$/i)))?.toLowerCase();
  const supportUrl = take('supportUrl', 'an https address, or mailto: and an address', text(readSupportUrl));
  const locale = take('locale', `one of ${locales.join(', ')}`, text(matchLocale));
  const links = readLinks(take('links', wantedLinks, asRecord) ?? {}, (problem) =>
    problems.push(`${where}.links${problem}`),
  );
  for (const unknown of left.keys()) {
    problems.push(
      `${where} has the unknown member ${describe(unknown)}; there are clientIds, name, from, replyTo, configurationSet, logoUrl, color, supportUrl, locale and links`,
    );
  }
  const fromBrand = from ?? { name, address: defaults.from.address };
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
    ...(color && { color }),
    ...(supportUrl && { supportUrl }),
    ...(locale && { locale }),
    links,
  };
  return clientIds.map((clientId) => [clientId, brand] as const);
}

const wantedClientIds = `a list of app client ids, or of ${noClientId} for what administrators cause`;
const wantedLinks = 'an object of links by email, such as {"sign-up":"https://app.example.com/?code={code}"}';

const readClientIds = (value: unknown): readonly string[] | undefined =>
  // AWS docs: ClientIdType is 1 to 128 of [\w+].
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((id) => typeof id === 'string' && /^[\w+]{1,128}$/.test(id))
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
