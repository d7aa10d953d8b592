/** The identities that SES says failed its check. */
export interface RefusedIdentities {
  /** In lower case, as AWS writes Regions elsewhere. */
  readonly region?: string;
  /** Whether the list ends in `...`, so that names are missing from it. */
  readonly truncated: boolean;
  /** Whether it holds an address, whatever stands around it. */
  names(address: string): boolean;
}

/**
 * Reads SES's sentence "… The following identities failed the check in region US-EAST-1: a@b, Name <c@d>, ...".
 * The list has many shapes (display names, encoded words glued to an address, another service's prefix, a tail), so
 * it is not taken apart: it is asked for the addresses that we know.
 */
export function refusedIdentities(text: string): RefusedIdentities {
  const [, region, list = ''] = text.match(/failed the check in region\s+([\w-]+)\s*:?([\s\S]*)$/i) ?? [];
  const truncated = /(\.\.\.|…)["')\]\s]*$/.test(list) || /,\s*(\.\.\.|…)/.test(list);
  return {
    ...(region !== undefined && { region: region.toLowerCase() }),
    truncated,
    names: (address) => holdsAddress(list, address),
  };
}

/** Whether an address stands in a text as a whole: not as the end of a longer one, nor as the start of one. */
export const holdsAddress = (text: string, address: string): boolean =>
  address !== '' && placesOf(text.toLowerCase(), address.toLowerCase()).length > 0;

/** The text without an address, wherever it stands as a whole. */
export function withoutAddress(text: string, address: string): string {
  if (address === '') return text;
  const places = placesOf(text.toLowerCase(), address.toLowerCase());
  return places.reduceRight((rest, at) => rest.slice(0, at) + rest.slice(at + address.length), text);
}

function placesOf(text: string, address: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(address); at !== -1; at = text.indexOf(address, at + 1)) {
    const before = text.slice(0, at);
    const after = text.slice(at + address.length);
    // Three dots may cut the very name short (a@b.com... of a@b.com.au), so they end nothing.
    if (!/[\w.+-]$/.test(before) && !/^(-|\w|\.\w|\.\.\.|…)/.test(after)) places.push(at);
  }
  return places;
}
