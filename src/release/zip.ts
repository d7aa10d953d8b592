import { zipSync } from 'fflate';

/** What a zip holds: its files by their paths in it, with `/` between folders. */
export type Files = ReadonlyMap<string, Uint8Array>;

/**
 * Makes a zip that depends on nothing but the files: they are sorted, of one date, and readable by all, as Lambda wants
 * them. fflate compresses in JavaScript; Node's own zlib compresses differently by version and processor.
 */
export function zipOf(files: Files): Uint8Array {
  // A zip's dates have no time zone: fflate writes the local one, so this has to be local too. 1980 is their first year.
  const mtime = new Date(1980, 0, 1);
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  // 3 is Unix, whose mode stands in the upper half.
  const entry = { level: 9, mtime, os: 3, attrs: (0o100644 << 16) >>> 0 } as const;
  return zipSync(Object.fromEntries(sorted.map(([path, content]) => [path, [content, entry]])));
}
