/** AWS docs: a function's environment variables have 4 KB in all. What the parameter Brands of template.yaml takes at most. */
const roomForBrands = 3_000;

/**
 * What to do about a value of BRANDS that will not fit on Lambda.
 *
 * @returns Undefined when it fits.
 */
export function brandsSizeProblem(brands: string | undefined): string | undefined {
  const bytes = Buffer.byteLength(brands ?? '');
  if (bytes <= roomForBrands) return undefined;
  return `BRANDS has ${bytes} bytes, and Lambda has 4,096 for all variables together, of which ${roomForBrands} are left for it: put the brands into brands.json of your own emails (EMAILS=<directory>), which is built in and may be of any size`;
}
