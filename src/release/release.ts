/** `npm run release`: what a release consists of, in `dist/release`. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { runCommand } from '../commands/command.ts';
import { version } from '../version.ts';
import { billOfMaterials } from './bill-of-materials.ts';
import { documentation } from './documentation.ts';
import { writeNpmPackage } from './npm-package.ts';
import { packageSamconfig, packageStack, packageTemplate, readMe } from './packaged-project.ts';
import { type Files, zipOf } from './zip.ts';

const usage = `npm run release -- [--help]
Builds both functions and writes dist/release: their zips, a SAM project that needs no build, a bill of materials
(CycloneDX), the npm package and SHA256SUMS; and dist/npm, that package unpacked. The same sources give the same bytes.`;

const out = 'dist/release';
const codeFolders = { SenderFunction: 'function', WatchFunction: 'watch' };
const name = 'cognito-email-sender';

/** The files of a folder, by their paths in it. */
const filesIn = (folder: string, into = ''): Files =>
  new Map(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [`${into}${entry.name}`, readFileSync(`${folder}/${entry.name}`)]),
  );
const text = (content: string): Uint8Array => Buffer.from(content);
const sourceOf = (file: string): string => readFileSync(file, 'utf8');

await runCommand({ usage }, async () => {
  const project: Files = new Map([
    ['template.yaml', text(packageTemplate(sourceOf('template.yaml'), codeFolders))],
    ['stack.yaml', text(packageStack(sourceOf('template.yaml')))],
    ['samconfig.toml', text(packageSamconfig(sourceOf('samconfig.toml')))],
    ['README.txt', text(readMe(version))],
    ['LICENSE', readFileSync('LICENSE')],
    ...documentation(),
    ...filesIn('dist/lambda', `${codeFolders.SenderFunction}/`),
    ...filesIn('dist/watch', `${codeFolders.WatchFunction}/`),
  ]);
  const metafiles = ['dist/metafile.json', 'dist/metafile-watch.json'].map((file) =>
    JSON.parse(sourceOf(file)),
  );
  const artifacts = new Map<string, Uint8Array>([
    [`function-${version}.zip`, zipOf(filesIn('dist/lambda'))],
    [`watch-${version}.zip`, zipOf(filesIn('dist/watch'))],
    [`${name}-${version}.zip`, zipOf(project)],
    [`${name}-${version}.cdx.json`, text(billOfMaterials(metafiles))],
  ]);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const [file, content] of artifacts) writeFileSync(`${out}/${file}`, content);
  await writeNpmPackage('dist/npm');
  const tarball = packByNpm('./dist/npm');
  artifacts.set(tarball, readFileSync(`${out}/${tarball}`));
  const sums = [...artifacts].map(([file, content]) => {
    const hash = createHash('sha256').update(content).digest('hex');
    return `${hash}  ${file}\n`;
  });
  writeFileSync(`${out}/SHA256SUMS`, sums.join(''));
  for (const [file, content] of artifacts) {
    process.stdout.write(`${out}/${file}  ${Math.ceil(content.length / 1000)} kB\n`);
  }
});

/** Makes the file that npm installs; npm dates everything in it alike. @returns Its name. */
function packByNpm(folder: string): string {
  const args = ['pack', folder, '--pack-destination', out, '--json', '--ignore-scripts'];
  const { stdout, stderr, status } = spawnSync('npm', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm pack: ${stderr}`);
  const [packed] = Object.values<{ filename: string }>(JSON.parse(stdout));
  if (packed === undefined) throw new Error('npm pack: it says of no file that it made it');
  return packed.filename;
}
