import type { Brand } from '../brand.ts';
import { builtInBrands } from '../render/emails.generated.ts';
import { type Brands, parseBrands } from './brands.ts';

/** Whether the build was given brands; BRANDS has to be empty then. */
export const hasBuiltInBrands = builtInBrands !== '';

/** Reads the brands of the overlay's brands.json, as `parseBrands` does. */
export const readBuiltInBrands = (givenBrand: Brand): Brands =>
  parseBrands(builtInBrands, givenBrand, { source: 'brands.json' });

/** Of BRANDS that is set although the build was given brands. */
export const twiceBrands =
  'BRANDS is set and brands.json is built in; it should be one of the two: leave BRANDS empty';
