/** The folder of an overlay that holds a brand's own emails: `Müller & Söhne` → `müller-söhne`. */
export const brandFolder = (name: string): string =>
  name
    .normalize()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

/** The folder of the default brand, whatever its name. */
export const defaultBrandFolder = 'default';
