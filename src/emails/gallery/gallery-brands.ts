import { type Brands, parseBrands } from '../../sender/settings/brands.ts';
import { hasBuiltInBrands, readBuiltInBrands, twiceBrands } from '../../sender/settings/built-in-brands.ts';
import { brandsSizeProblem } from '../overlay/brands-size.ts';
import { sampleBrands, sampleDefaultBrand } from './samples.ts';

/**
 * The brands to show emails of: those of BRANDS or of the overlay, never both, else some made up for the purpose.
 *
 * @param variable What BRANDS holds; undefined when it is not set.
 */
export function readGalleryBrands(variable: string | undefined): Brands {
  if (hasBuiltInBrands) {
    const brands = readBuiltInBrands(sampleDefaultBrand);
    return variable?.trim() ? { ...brands, problems: [...brands.problems, twiceBrands] } : brands;
  }
  const brands = parseBrands(variable ?? sampleBrands, sampleDefaultBrand);
  const tooLarge = brandsSizeProblem(variable);
  return tooLarge === undefined ? brands : { ...brands, problems: [...brands.problems, tooLarge] };
}
