import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type CompiledEmails, compileSources } from './compile-sources.ts';
import { EmailsError } from './diagnostic.ts';

/**
 * Compiles `emails/` into a module of strings, which the sender splices values into.
 *
 * @param directory Where the .mjml files and `locales/` are.
 * @param target The module that is written.
 * @throws {EmailsError} With everything that is wrong in the files.
 */
export async function compileEmails(
  directory = 'emails',
  target = 'src/sender/render/emails.generated.ts',
): Promise<CompiledEmails> {
  const compiled = await compileSources(await readSources(directory));
  if (compiled.diagnostics.length > 0) throw new EmailsError(compiled.diagnostics);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, compiled.module);
  return compiled;
}

/** Every .mjml and .json file of a directory, by its path. */
export async function readSources(directory: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(directory, { recursive: true })).filter((name) =>
    /\.(?:mjml|json)$/.test(name),
  );
  const read = async (name: string) =>
    [`emails/${name}`, await readFile(`${directory}/${name}`, 'utf8')] as const;
  return new Map(await Promise.all(names.sort().map(read)));
}
