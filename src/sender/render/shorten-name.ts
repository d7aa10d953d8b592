/** RFC 5322 section 2.1.1: a line should be no longer than 78 characters. */
export const longestSubject = 78;

/** What is left of a name at least. The build measures subjects with a name of this length. */
export const shortestName = 20;

/**
 * An app's name that is a number of characters shorter: the end of a long name goes rather than that of a sentence.
 *
 * @returns At least 20 characters of it, the last of them "…"; the name itself when it is no longer than that.
 */
export function shortenName(name: string, surplus: number): string {
  if (name.length <= shortestName) return name;
  const kept = name.slice(0, Math.max(shortestName, name.length - surplus) - 1);
  // Half of a character may be left, or a space or an "&" that led to what is gone.
  return `${kept.toWellFormed().replace(/[\ufffd\s,.&-]+$/, '')}…`;
}
