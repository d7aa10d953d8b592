import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type CompiledEmails, compileSources } from './compile-sources.ts';
import { EmailsError } from './diagnostic.ts';
import { readOverlayToDeploy } from './overlay/read-overlay-directory.ts';
import { readSources } from './sources.ts';

/** Where the sender looks for the compiled emails. */
const target = 'src/sender/render/emails.generated.ts';

/**
 * Compiles `emails/`, and what an overlay has in its place, into a module of strings that the sender splices values into.
 *
 * @param overlay A directory of a company's own emails; none when it is empty.
 * @throws {EmailsError} With everything that is wrong in the files.
 * @throws {Mistake} There is no such directory, or nothing in it.
 */
export async function compileEmails(overlay: string): Promise<CompiledEmails> {
  const theirs = await readOverlayToDeploy(overlay);
  const compiled = await compileSources(await readSources('emails'), theirs, {
    brands: process.env['BRANDS'],
  });
  if (compiled.diagnostics.length > 0) throw new EmailsError(compiled.diagnostics);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, compiled.module);
  await checkBuiltInBrands(overlay);
  return compiled;
}

/** Reads the brands that were built in as the sender will when it starts. */
async function checkBuiltInBrands(overlay: string): Promise<void> {
  if (!overlay) return;
  // It imports what has just been written, which is not there before a first build.
  const { readBuiltInBrands } = await import('../sender/settings/built-in-brands.ts');
  const { problems } = readBuiltInBrands({
    name: '',
    from: { address: 'no-reply@auth.example.com' },
    configurationSet: 'any',
    links: new Map(),
  });
  const file = `${overlay}/brands.json`;
  if (problems.length === 0) return;
  throw new EmailsError(
    problems.map((what) => ({ file, what, fix: 'docs/emails.md says what a brand has.' })),
  );
}
