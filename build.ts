/** `npm run build`: the emails become a typed module, then the sender becomes `dist/lambda/handler.mjs`. */
import { rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { senderOptions } from './src/bundle/bundle-options.ts';
import { runCommand } from './src/commands/command.ts';
import { compileEmails } from './src/emails/compile.ts';

const usage = `npm run build -- [--help]
Compiles emails/ and bundles the sender: dist/lambda/ is what is deployed.`;

await runCommand({ usage }, async () => {
  await compileEmails();
  rmSync('dist/lambda', { recursive: true, force: true });
  const { metafile } = await build({
    ...senderOptions,
    entryPoints: { handler: 'src/sender/handler.ts' },
    outdir: 'dist/lambda',
  });
  writeFileSync('dist/metafile.json', JSON.stringify(metafile));
});
