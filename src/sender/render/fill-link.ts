/** Fills the `{placeholders}` of a brand's link. */
export const fillLink = (link: string, value: (name: string) => string): string =>
  link.replace(/\{([^{}]*)\}/g, (_, name: string) => value(name));
