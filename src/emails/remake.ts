/**
 * Makes things from sources, and a thing anew only when its source has changed since the last time: somebody who writes
 * emails saves one file of many, again and again. The last of each name is kept, no more.
 */
export function remake<T>(make: (source: string) => T): (name: string, source: string) => T {
  const last = new Map<string, { readonly source: string; readonly made: T }>();
  return (name, source) => {
    const known = last.get(name);
    if (known?.source === source) return known.made;
    const made = make(source);
    last.set(name, { source, made });
    return made;
  };
}
