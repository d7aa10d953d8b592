import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type BuildOptions, build } from 'esbuild';
import { senderOptions, watchOptions } from './bundle-options.ts';
import { licencesOf } from './licences.ts';

/** Bundles what is deployed, the sender and the watch, into `dist/lambda` and `dist/watch`. */
export async function buildFunctions(): Promise<void> {
  await buildFunction('lambda', 'src/sender/handler.ts', senderOptions);
  await buildFunction('watch', 'src/watch/handler.ts', watchOptions);
}

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
