/** `npm run build`: the emails become a typed module, then the sender becomes `dist/lambda/handler.mjs`. */
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { compileEmails } from './src/emails/compile.ts';

const lean = (name: string): string => fileURLToPath(new URL(`src/sender/lean/${name}.ts`, import.meta.url));

/** What the Encryption SDK carries for old platforms and for encryption; each stand-in says what it replaces and why. */
const standIns: ReadonlyMap<string, string> = new Map([
  ['./ecc_decode', lean('ecc-decode')],
  ['./pem_helpers', lean('pem-helpers')],
  ['bn.js', lean('big-number')],
  // A copy of Node's own streams from before they were stable.
  ['readable-stream', 'node:stream'],
]);

const leanEncryptionSdk: Plugin = {
  name: 'lean-encryption-sdk',
  setup({ onResolve }) {
    onResolve(
      { filter: /^(\.\/ecc_decode|\.\/pem_helpers|bn\.js|readable-stream)$/ },
      ({ path, importer }) => {
        if (!/[\\/](@aws-crypto|duplexify)[\\/]/.test(importer)) return undefined;
        const standIn = standIns.get(path);
        return standIn ? { path: standIn, external: standIn.startsWith('node:') } : undefined;
      },
    );
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
  alias: { '@aws-sdk/credential-provider-node': lean('environment-credentials') },
  plugins: [leanEncryptionSdk],
  // CommonJS dependencies inside an ES module still ask for Node's own modules by `require`.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  metafile: true,
  logLevel: 'warning',
});
writeFileSync('dist/metafile.json', JSON.stringify(metafile));
