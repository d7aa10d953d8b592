/** `npm run build`: the emails become a typed module, then the sender becomes `dist/lambda/handler.mjs`. */
import { rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { senderOptions } from './src/bundle/bundle-options.ts';
import { runCommand } from './src/commands/command.ts';
import { buildEmails } from './src/emails/build-emails.ts';

const usage = `npm run build -- [--emails <directory>]
Compiles emails/ and bundles the sender: dist/lambda/ is what is deployed.

  --emails  (or EMAILS) lay a directory of your own emails over ours (docs/emails.md)`;
const options = { emails: process.env['EMAILS'] ?? '' };

await runCommand({ usage, options }, async ({ emails }) => {
  await buildEmails(emails);
  rmSync('dist/lambda', { recursive: true, force: true });
  const { metafile } = await build({
    ...senderOptions,
    entryPoints: { handler: 'src/sender/handler.ts' },
    outdir: 'dist/lambda',
  });
  writeFileSync('dist/metafile.json', JSON.stringify(metafile));
});
