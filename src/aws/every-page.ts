/** One answer of a call that lists: its items, and the token of the next where there is more. */
export interface Page<Item> {
  readonly items: readonly Item[] | undefined;
  readonly next: string | undefined;
}

/** Asks a call that lists until there is no more. */
export async function everyPage<Item>(
  ask: (token: string | undefined) => Promise<Page<Item>>,
): Promise<Item[]> {
  const all: Item[] = [];
  let token: string | undefined;
  do {
    const { items = [], next } = await ask(token);
    all.push(...items);
    token = next;
    // An empty one is none either, as for the SDK's paginators: asked with it, a service would begin anew.
  } while (token);
  return all;
}
