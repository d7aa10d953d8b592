import type { Brand } from '../brand.ts';
import { brandEmails } from '../render/emails.generated.ts';
import { brandFolder, defaultBrandFolder } from './brand-folder.ts';

/** Most installations have none, and their start pays nothing for brands' names. */
const folders = Object.keys(brandEmails);

/** A brand with the folder of its own emails: named after it or, for the default brand, `default`. */
export function inFolder(brand: Brand, { isDefault }: { readonly isDefault: boolean }): Brand {
  if (folders.length === 0) return brand;
  const own = [brandFolder(brand.name), ...(isDefault ? [defaultBrandFolder] : [])];
  const folder = own.find((name) => folders.includes(name));
  return folder === undefined ? brand : { ...brand, folder };
}
