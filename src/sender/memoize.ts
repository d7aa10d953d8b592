/** Makes a thing on first use and returns the same one from then on; a rejection is not cached. */
export function lazyAsync<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** Makes one thing for each key, on first use; for keys of which there are few. */
export function memoize<K, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, T>();
  return (key) => {
    let thing = made.get(key);
    if (thing === undefined) {
      thing = make(key);
      made.set(key, thing);
    }
    return thing;
  };
}
