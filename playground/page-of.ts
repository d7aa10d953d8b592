/**
 * One page of a list.
 *
 * @param token Where it begins, as the page before has told.
 * @returns The page, and the token of the next where there is more.
 */
export function pageOf<Item>(
  all: readonly Item[],
  { size, token = '0' }: { readonly size: number; readonly token?: string | undefined },
): { readonly items: readonly Item[]; readonly next?: string } {
  const end = Number(token) + size;
  return { items: all.slice(Number(token), end), ...(end < all.length && { next: String(end) }) };
}
