import { compileEmails } from './compile.ts';
import { formatDiagnostics } from './diagnostic.ts';

/**
 * Compiles the emails, and says on standard error what an overlay replaces and lacks.
 *
 * @param overlay A directory of a company's own emails; none when it is empty.
 * @throws {EmailsError} With everything that is wrong in the files.
 * @throws {Mistake} There is no such directory.
 */
export async function buildEmails(overlay: string): Promise<void> {
  const { overlaid, notes } = await compileEmails(overlay);
  if (overlay) process.stderr.write(`emails of ${overlay} in the place of ours\n`);
  for (const line of overlaid) process.stderr.write(`  ${line}\n`);
  if (notes.length > 0) process.stderr.write(`${formatDiagnostics(notes)}\n`);
}
