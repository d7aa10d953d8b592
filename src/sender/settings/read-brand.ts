import { isRecord } from '../../is-record.ts';
import type { Brand } from '../brand.ts';
import { fitsSes, readMailbox } from '../mailbox.ts';
import { locales } from '../render/catalogue.ts';
import { matchLocale } from '../render/locale.ts';
import { plausibleUrl } from '../render/plausible.ts';
import {
  anyClientId,
  asRecord,
  readClientIds,
  readSupportUrl,
  text,
  wantedClientIds,
  wantedLinks,
} from './brand-readers.ts';
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

/** What a member should hold, in words and in code. */
interface Member<T> {
  readonly wanted: string;
  readonly reader: (value: unknown) => T | undefined;
}

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
  const members = new Map(Object.entries(item));
  const known: string[] = [];
  const count = problems.length;

  /** One member through one reader, which answers undefined to what it cannot take. */
  function take<T>(name: string, { wanted, reader }: Member<T>): T | undefined {
    const value = members.get(name);
    known.push(name);
    if (value === undefined) return undefined;
    const result = reader(value);
    if (result === undefined) problems.push(`${where}.${name} is ${describe(value)}; it should be ${wanted}`);
    return result;
  }

  if (!members.has('clientIds'))
    problems.push(`${where} has no clientIds; they should be ${wantedClientIds}`);
  const clientIds = take('clientIds', { wanted: wantedClientIds, reader: readClientIds }) ?? [];
  const inherited = clientIds.includes(anyClientId) ? defaultBrand : undefined;
  if (!members.has('name') && !inherited) problems.push(`${where} has no name; it should be ${wantedName}`);
  const name = take('name', { wanted: wantedName, reader: text(readName) }) ?? inherited?.name ?? '';
  const from = take('from', {
    wanted: wantedMailbox('Acme <no-reply@auth.example.com>'),
    reader: text(readMailbox),
  });
  const replyTo =
    take('replyTo', {
      wanted: wantedMailbox('Acme support <help@example.com>'),
      reader: text(readMailbox),
    }) ?? defaultBrand.replyTo;
  const configurationSet =
    take('configurationSet', { wanted: wantedConfigurationSet, reader: text(readConfigurationSet) }) ??
    defaultBrand.configurationSet;
  const logoUrl = take('logoUrl', { wanted: 'an https address', reader: text(plausibleUrl) });
  const logoUrlDark = take('logoUrlDark', { wanted: 'an https address', reader: text(plausibleUrl) });
  const logoBesideName = take('logoBesideName', {
    wanted: 'true or false',
    reader: (value) => (typeof value === 'boolean' ? value : undefined),
  });
  const color = take('color', {
    wanted: 'a colour such as #2f5bd3',
    reader: text(matching(/^#[\da-f]{6}$/i)),
  })?.toLowerCase();
  const supportUrl = take('supportUrl', {
    wanted: 'an https address, or mailto: and an address',
    reader: text(readSupportUrl),
  });
  const footer = take('footer', { wanted: wantedLine(200), reader: text(readLine(200)) });
  const locale = take('locale', { wanted: `one of ${locales.join(', ')}`, reader: text(matchLocale) });
  const links = readLinks(take('links', { wanted: wantedLinks, reader: asRecord }) ?? {}, (problem) =>
    problems.push(`${where}.links${problem}`),
  );
  if (!logoUrl && (logoUrlDark || logoBesideName)) {
    problems.push(`${where} has no logoUrl, which logoUrlDark and logoBesideName need`);
  }
  for (const unknown of members.keys()) {
    if (known.includes(unknown)) continue;
    problems.push(`${where} has the unknown member ${describe(unknown)}; there are ${known.join(', ')}`);
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
