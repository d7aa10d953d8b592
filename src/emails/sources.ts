import { readdir, readFile } from 'node:fs/promises';
import { Mistake } from '../mistake.ts';

/** A file of emails: where a person finds it, and what is in it. */
export interface Source {
  readonly file: string;
  readonly source: string;
}

/** Files by their names within a directory of emails: `sign-up.mjml`, `locales/en.json`. */
export type Sources = ReadonlyMap<string, Source>;

/**
 * Every .mjml and .json file of a directory.
 *
 * @param label What the directory is called in messages.
 * @throws {Mistake} A directory is named like a file of emails.
 */
export async function readSources(directory: string, label = directory): Promise<Sources> {
  const entries = (await readdir(directory, { recursive: true, withFileTypes: true })).map((entry) => ({
    isDirectory: entry.isDirectory(),
    name: `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').slice(directory.length + 1),
  }));
  const read = async ({ name, isDirectory }: (typeof entries)[number]) => {
    const file = `${label}/${name}`;
    if (isDirectory) throw new Mistake(`${file} is a directory; it should be a file.`);
    const source = await readFile(`${directory}/${name}`, 'utf8');
    // Some editors on Windows write a byte order mark, which is no part of JSON.
    return [name, { file, source: source.replace(/^\ufeff/, '') }] as const;
  };
  const wanted = entries
    .filter(({ name }) => /\.(?:mjml|json)$/.test(name) && !/(?:^|\/)(?:\.|node_modules\/)/.test(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  return new Map(await Promise.all(wanted.map(read)));
}
