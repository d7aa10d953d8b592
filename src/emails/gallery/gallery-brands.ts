import { type Brands, parseBrands } from '../../sender/settings/brands.ts';
import { hasBuiltInBrands, readBuiltInBrands } from '../../sender/settings/built-in-brands.ts';
import { brandsSizeProblem } from '../overlay/brands-size.ts';
import { sampleBrands, sampleDefaultBrand } from './samples.ts';

/**
 * The brands to show emails of: those of BRANDS, else those of the overlay, else some made up for the purpose.
 *
 * @param variable What BRANDS holds; undefined when it is not set.
 */
export function readGalleryBrands(variable: string | undefined): Brands {
  if (variable === undefined && hasBuiltInBrands) return readBuiltInBrands(sampleDefaultBrand);
  const brands = parseBrands(variable ?? sampleBrands, sampleDefaultBrand);
  const tooLarge = brandsSizeProblem(variable);
  return tooLarge === undefined ? brands : { ...brands, problems: [...brands.problems, tooLarge] };
}
