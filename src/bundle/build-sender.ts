import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { context } from 'esbuild';
import { compileEmails } from '../emails/compile.ts';
import { senderOptions } from './bundle-options.ts';

/** Builds the sender again and again: only what has changed since the last time is read anew. */
export interface SenderBuilder {
  /**
   * Builds it from the files as they are now, byte for byte as `npm run build` does.
   *
   * @param outdir Where the bundle goes; what is there is removed.
   * @param emailsToo Whether the emails may have changed.
   * @throws {EmailsError} With everything that is wrong in the emails, or esbuild's own error.
   */
  build(outdir: string, emailsToo: boolean): Promise<void>;
  close(): Promise<void>;
}

/** @param overlay A directory of a company's own emails; none when it is empty. */
export async function createSenderBuilder(overlay: string): Promise<SenderBuilder> {
  const esbuild = await context({
    ...senderOptions,
    entryPoints: { handler: 'src/sender/handler.ts' },
    outdir: 'dist/playground',
    write: false,
  });
  // Emails that were refused are to be compiled again, whichever file is saved next.
  let refused = false;
  return {
    async build(outdir, emailsToo) {
      if (emailsToo || refused) {
        refused = true;
        await compileEmails(overlay);
        refused = false;
      }
      const { outputFiles } = await esbuild.rebuild();
      await rm(outdir, { recursive: true, force: true });
      await mkdir(outdir, { recursive: true });
      // Maps are made all the same: without them the files' hashes, and so their names, would not be the deployed ones.
      const bundle = outputFiles.filter(({ path }) => !path.endsWith('.map'));
      await Promise.all(
        bundle.map(({ path, contents }) => writeFile(join(outdir, basename(path)), contents)),
      );
    },
    close: () => esbuild.dispose(),
  };
}
