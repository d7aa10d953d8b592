import { isRecord } from '../../is-record.ts';
import type { Brand } from '../brand.ts';
import { anyClientId } from './brand-readers.ts';
import { inFolder } from './in-folder.ts';
import { readBrand } from './read-brand.ts';

/** Brands by app client id, the one for all other app clients, and a sentence for each thing that is wrong. */
export interface Brands {
  readonly defaultBrand: Brand;
  readonly brands: ReadonlyMap<string, Brand>;
  readonly problems: readonly string[];
}

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
  const items = readArray(json, { source, problems });
  const isDefault = (item: unknown) =>
    isRecord(item) && Array.isArray(item['clientIds']) && item['clientIds'].includes(anyClientId);
  let defaultBrand = inFolder(givenBrand, { isDefault: true });
  // First the default brand: the others take from it.
  for (const item of [...items.filter(isDefault), ...items.filter((item) => !isDefault(item))]) {
    const where = `${source}[${items.indexOf(item)}]`;
    for (const [clientId, brand] of readBrand(item, { where, defaultBrand, problems })) {
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

function readArray(
  json: string | undefined,
  { source, problems }: { readonly source: string; readonly problems: string[] },
): readonly unknown[] {
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
