/**
 * Keys on one line: a section all of whose keys are among them stands for itself, `common.*`.
 *
 * @param all Every key that there is.
 */
export function readableKeys(keys: readonly string[], all: readonly string[]): string {
  const sections = new Map<string, string[]>();
  for (const key of keys) sections.set(sectionOf(key), [...(sections.get(sectionOf(key)) ?? []), key]);
  const parts = [...sections].flatMap(([section, found]) => {
    const count = all.filter((key) => sectionOf(key) === section).length;
    return found.length === count && count > 1 ? [`${section}.*`] : found;
  });
  return parts.join(', ');
}

const sectionOf = (key: string): string => key.slice(0, key.indexOf('.'));
