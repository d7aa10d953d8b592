import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { compileEmails } from '../emails/compile.ts';
import { senderOptions } from './bundle-options.ts';

/**
 * Builds the sender from the files as they are now.
 *
 * @param outdir Where the bundle goes; what is there is removed.
 * @param overlay A directory of a company's own emails; none when it is empty.
 * @throws {EmailsError} With everything that is wrong in the emails, or esbuild's own error.
 */
export async function buildSender(outdir: string, overlay: string): Promise<void> {
  await compileEmails(overlay);
  rmSync(outdir, { recursive: true, force: true });
  await build({
    ...senderOptions,
    entryPoints: { handler: 'src/sender/handler.ts' },
    outdir,
  });
}
