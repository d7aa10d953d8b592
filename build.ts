/** `npm run build`: the emails become a typed module, then the sender becomes `dist/lambda/handler.mjs`. */
import { rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { compileEmails } from './src/emails/compile.ts';

const lean = (name: string): string => fileURLToPath(new URL(`src/sender/lean/${name}.ts`, import.meta.url));

/** What libraries carry for other platforms and other uses; each stand-in says what it replaces and why. */
const standIns: readonly { readonly path: string; readonly within: RegExp; readonly by: string }[] = [
  { path: './ecc_decode', within: /@aws-crypto/, by: lean('ecc-decode') },
  { path: './pem_helpers', within: /@aws-crypto/, by: lean('pem-helpers') },
  { path: 'bn.js', within: /@aws-crypto/, by: lean('big-number') },
  { path: './loadSharedConfigFiles', within: /fromSharedConfigFiles/, by: lean('shared-config-files') },
  { path: '@aws-sdk/credential-provider-node', within: /@aws-sdk/, by: lean('environment-credentials') },
];

const leaner: Plugin = {
  name: 'leaner',
  setup({ onResolve }) {
    for (const { path, within, by } of standIns) {
      const exactly = new RegExp(`^${path.replaceAll('.', '\\.')}$`);
      onResolve({ filter: exactly }, ({ importer }) => {
        if (!within.test(importer)) return undefined;
        return isBuiltin(by) ? { path: by, namespace: 'builtin' } : { path: by };
      });
    }
  },
};

/**
 * Node's own modules by `require`: an `import` of one reads every member it exports, and of node:http that loads the
 * whole of fetch and WebSocket, which nobody here uses.
 */
const builtinsByRequire: Plugin = {
  name: 'builtins-by-require',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[a-z_:/]+$/ }, ({ path, kind }) =>
      isBuiltin(path) && kind !== 'require-call' ? { path, namespace: 'builtin' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)})`,
    }));
  },
};

await compileEmails();
rmSync('dist/lambda', { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { handler: 'src/sender/handler.ts' },
  outdir: 'dist/lambda',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // What is loaded on first use (SNS, SQS, Cognito) gets files of its own, so that a cold start reads none of it.
  splitting: true,
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  legalComments: 'external',
  // The SDK's ES modules, which tree-shake, rather than the CommonJS that `require` would have chosen.
  mainFields: ['module', 'main'],
  plugins: [leaner, builtinsByRequire],
  // CommonJS dependencies inside an ES module still ask for Node's own modules by `require`.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  // Never reached here: what reads a browser's name, and what speaks event streams.
  external: ['bowser', '@smithy/core/event-streams'],
  // Ten of the twelve languages are not ASCII.
  charset: 'utf8',
  metafile: true,
  logLevel: 'warning',
});
writeFileSync('dist/metafile.json', JSON.stringify(metafile));
