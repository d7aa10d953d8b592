import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** One import between files of the project, paths from its root. */
export interface Import {
  readonly from: string;
  readonly to: string;
  /** Whether nothing but types is imported. */
  readonly typeOnly: boolean;
}

const root = new URL('../../', import.meta.url);

export const filesOf = (pattern: string): string[] =>
  globSync(pattern, { cwd: root }).filter((file) => !file.endsWith('.generated.ts'));

/** Every relative import of a file's source, static and dynamic. Biome's formatting makes them all look alike. */
export function importsIn(file: string, source: string): Import[] {
  const statements = source.matchAll(
    /^(?:import|export)( type)? ?([^;'"]*?)(?: from )?'(\.[^']+)'|import\('(\.[^']+)'\)/gms,
  );
  return [...statements].map(([, type, names = '', path, lazyPath]) => ({
    from: file,
    to: posix.normalize(posix.join(posix.dirname(file), path ?? lazyPath ?? '')),
    typeOnly: lazyPath === undefined && (type !== undefined || everyNameIsAType(names)),
  }));
}

const everyNameIsAType = (names: string): boolean =>
  /^\{.*\}$/s.test(names.trim()) &&
  names
    .replace(/[{}]/g, '')
    .split(',')
    .filter((name) => name.trim() !== '')
    .every((name) => name.trim().startsWith('type '));

export const importsOf = (files: readonly string[]): Import[] =>
  files.flatMap((file) => importsIn(file, readFileSync(new URL(file, root), 'utf8')));
