import { readdir, readFile } from 'node:fs/promises';

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
 */
export async function readSources(directory: string, label = directory): Promise<Sources> {
  const names = (await readdir(directory, { recursive: true }))
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.(?:mjml|json)$/.test(name) && !/(?:^|\/)(?:\.|node_modules\/)/.test(name));
  const read = async (name: string) =>
    [name, { file: `${label}/${name}`, source: await readFile(`${directory}/${name}`, 'utf8') }] as const;
  return new Map(await Promise.all(names.sort().map(read)));
}
