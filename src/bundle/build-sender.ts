import { rmSync } from 'node:fs';
import { build, type Metafile } from 'esbuild';
import { compileEmails } from '../emails/compile.ts';
import { senderOptions } from './bundle-options.ts';

/**
 * Builds the sender from the files as they are now.
 *
 * @param outdir Where the bundle goes; what is there is removed.
 * @returns esbuild's account of what is in it.
 * @throws {EmailsError} With everything that is wrong in the emails, or esbuild's own error.
 */
export async function buildSender(outdir: string): Promise<Metafile> {
  await compileEmails();
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    ...senderOptions,
    entryPoints: { handler: 'src/sender/handler.ts' },
    outdir,
  });
  return metafile;
}
