/**
 * `npm run build`: the emails become a typed module, then the sender becomes `dist/lambda/handler.mjs` and the watch
 * `dist/watch/handler.mjs`. Source maps go into `dist/maps`: nothing that runs reads them.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type BuildOptions, build } from 'esbuild';
import { senderOptions, watchOptions } from './src/bundle/bundle-options.ts';
import { licencesOf } from './src/bundle/licences.ts';
import { runCommand } from './src/commands/command.ts';
import { buildEmails } from './src/emails/build-emails.ts';

const usage = `npm run build -- [--emails <directory>]
Compiles emails/ and bundles the sender and the watch: dist/lambda/ and dist/watch/ are what is deployed.

  --emails  (or EMAILS) lay a directory of your own emails over ours (docs/emails.md)`;
const options = { emails: process.env['EMAILS'] ?? '' };

/** Writes one function's bundle with its licences, and its source maps and its metafile elsewhere. */
async function buildFunction(name: string, entryPoint: string, options: BuildOptions): Promise<void> {
  const outdir = `dist/${name}`;
  for (const folder of [outdir, `dist/maps/${name}`]) rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({
    ...options,
    entryPoints: { handler: entryPoint },
    outdir,
    metafile: true,
  });
  mkdirSync(`dist/maps/${name}`, { recursive: true });
  for (const file of readdirSync(outdir).filter((each) => each.endsWith('.map'))) {
    renameSync(`${outdir}/${file}`, `dist/maps/${name}/${file}`);
  }
  writeFileSync(`${outdir}/LICENSES.txt`, licencesOf(metafile));
  writeFileSync(`dist/${name === 'lambda' ? 'metafile' : `metafile-${name}`}.json`, JSON.stringify(metafile));
}

await runCommand({ usage, options }, async ({ emails }) => {
  await buildEmails(emails);
  await buildFunction('lambda', 'src/sender/handler.ts', senderOptions);
  await buildFunction('watch', 'src/watch/handler.ts', watchOptions);
});
