/** `npm run build`: the emails become a typed module, then the sender becomes `dist/lambda/handler.mjs`. */
import { build } from 'esbuild';
import { compileEmails } from './src/emails/compile.ts';

await compileEmails();
await build({
  entryPoints: { handler: 'src/sender/handler.ts' },
  outdir: 'dist/lambda',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  legalComments: 'external',
  // The SDK's ES modules, which tree-shake, rather than the CommonJS that `require` would have chosen.
  mainFields: ['module', 'main'],
  // CommonJS dependencies inside an ES module still ask for Node's own modules by `require`.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  metafile: true,
  logLevel: 'warning',
});
