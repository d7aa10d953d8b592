import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { senderOptions } from '../bundle/bundle-options.ts';
import { licencesOf } from '../bundle/licences.ts';
import { documentation } from './documentation.ts';
import { packageReadMe, packageSamconfig, packageStack, packageTemplate } from './packaged-project.ts';

/**
 * Our own modules find files by where they are themselves. In the package the files are where they are in the repository,
 * and the modules in `dist/cli`: each is told where it was. And a program that one starts is JavaScript there, since Node
 * strips no types below node_modules.
 */
const keepPlaces: Plugin = {
  name: 'keep-places',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](src|playground)[\\/].*\.ts$/ }, ({ path }) => {
      const place = `new URL(${JSON.stringify(`../../${relative('.', path).replaceAll('\\', '/')}`)}, import.meta.url).href`;
      const source = readFileSync(path, 'utf8').replace(
        /(?<=new URL\('[\w/-]+)\.ts(?=', import\.meta\.url\))/g,
        '.mjs',
      );
      return { contents: source.replaceAll('import.meta.url', place), loader: 'ts' };
    });
  },
};

/** The emails of `build` come later, as a file beside the others. */
const emailsApart: Plugin = {
  name: 'emails-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/emails\.generated\.ts$/ }, () => ({ path: './emails.mjs', external: true }));
  },
};

const toolOptions = {
  bundle: true,
  splitting: true,
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node22',
  outExtension: { '.js': '.mjs' },
  mainFields: ['module', 'main'],
  charset: 'utf8',
  minify: true,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
  // Some of MJML is CommonJS, and asks for Node's own modules when it runs.
  banner: {
    js: "import{createRequire as createRequireHere}from'node:module';const require=createRequireHere(import.meta.url);",
  },
} as const satisfies BuildOptions;

/**
 * Writes the npm package as a folder: the tools in JavaScript, what they read, the built functions, a packaged
 * template.yaml, and the parts of `build`. It has no dependencies: what is in it is what was tested.
 *
 * @param folder Where; emptied first.
 */
export async function writeNpmPackage(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${folder}/dist`, { recursive: true });
  const tools = await build({
    ...toolOptions,
    entryPoints: {
      'dist/cli/cli': 'src/cli.ts',
      'playground/lambda-runtime': 'playground/lambda-runtime.ts',
    },
    chunkNames: 'dist/cli/[name]-[hash]',
    outdir: folder,
    plugins: [keepPlaces],
  });
  const parts = { ...senderOptions, sourcemap: false as const, outdir: `${folder}/dist/parts/function` };
  const function_ = await build({
    ...parts,
    entryPoints: { handler: 'src/sender/handler.ts' },
    plugins: [emailsApart, ...parts.plugins],
  });
  await build({
    ...toolOptions,
    entryPoints: { brands: 'src/sender/settings/built-in-brands.ts' },
    outdir: `${folder}/dist/parts/check`,
    plugins: [emailsApart],
  });
  writeFileSync(`${folder}/dist/parts/function/LICENSES.txt`, licencesOf(function_.metafile));
  writeFileSync(`${folder}/LICENSES.txt`, licencesOf(tools.metafile));
  for (const name of ['dist/lambda', 'dist/watch', 'emails', 'events', 'LICENSE']) {
    cpSync(name, `${folder}/${name}`, { recursive: true, filter: (path) => !path.endsWith('.ts') });
  }
  for (const [path, content] of documentation()) {
    mkdirSync(dirname(`${folder}/${path}`), { recursive: true });
    writeFileSync(`${folder}/${path}`, content);
  }
  writeFileSync(`${folder}/README.md`, packageReadMe);
  // What the playground shows and serves.
  for (const name of readdirSync('playground', { recursive: true, encoding: 'utf8' })) {
    if (/\.(html|css|js|svg)$/.test(name)) cpSync(`playground/${name}`, `${folder}/playground/${name}`);
  }
  const code = { SenderFunction: 'dist/lambda', WatchFunction: 'dist/watch' };
  const template = readFileSync('template.yaml', 'utf8');
  writeFileSync(`${folder}/template.yaml`, packageTemplate(template, code));
  writeFileSync(`${folder}/stack.yaml`, packageStack(template));
  writeFileSync(`${folder}/samconfig.toml`, packageSamconfig(readFileSync('samconfig.toml', 'utf8')));
  writeFileSync(`${folder}/package.json`, `${JSON.stringify(manifest(), null, 2)}\n`);
}

function manifest(): object {
  const { name, version, description, license, type } = JSON.parse(readFileSync('package.json', 'utf8'));
  return {
    ...{ name, version, private: true, description, license, type },
    // commander's.
    engines: { node: '>=22.12' },
    bin: { 'cognito-email-sender': './dist/cli/cli.mjs' },
    exports: {
      './package.json': './package.json',
      './template.yaml': './template.yaml',
      './stack.yaml': './stack.yaml',
      './function/*': './dist/lambda/*',
      './watch/*': './dist/watch/*',
    },
  };
}
