/** `npm run build`: the emails become a typed module, then the sender becomes `dist/lambda/handler.mjs`. */
import { rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';
import { compileEmails } from './src/emails/compile.ts';

const lean = (name: string): string => fileURLToPath(new URL(`src/bundle/${name}.ts`, import.meta.url));

/** What libraries carry for other platforms and other uses; each stand-in says what it replaces and why. */
const standIns: readonly { readonly path: string; readonly within: RegExp; readonly by: string }[] = [
  { path: './ecc_decode', within: /@aws-crypto/, by: lean('ecc-decode') },
  { path: './pem_helpers', within: /@aws-crypto/, by: lean('pem-helpers') },
  { path: 'bn.js', within: /@aws-crypto/, by: lean('big-number') },
  {
    path: '../shared-ini-file-loader/loadSharedConfigFiles',
    within: /fromSharedConfigFiles/,
    by: lean('shared-config-files'),
  },
  { path: './json/codec-v2/JsonCodec2', within: /@smithy\/core/, by: lean('json-codec') },
  { path: '@aws-sdk/signature-v4-multi-region', within: /@aws-sdk/, by: lean('signature-v4-multi-region') },
  { path: '@aws-sdk/credential-provider-node', within: /@aws-sdk/, by: lean('environment-credentials') },
];

const leaner: Plugin = {
  name: 'leaner',
  setup({ onResolve, onEnd }) {
    const unused = new Set(standIns);
    for (const standIn of standIns) {
      const exactly = new RegExp(`^${standIn.path.replaceAll('.', '\\.')}$`);
      onResolve({ filter: exactly }, ({ importer }) => {
        if (!standIn.within.test(importer)) return undefined;
        unused.delete(standIn);
        return { path: standIn.by };
      });
    }
    // A library that moved a file would bring back what it stands in for, and nobody would notice.
    onEnd(() => ({ errors: [...unused].map(({ path }) => ({ text: `nothing imports ${path} any more` })) }));
  },
};

/**
 * Node's own modules by `process.getBuiltinModule`, and of each only the members that somebody uses: an `import` of one
 * reads all of them, and of node:http that loads the whole of fetch and WebSocket, which nobody here uses.
 */
const builtinsByMember: Plugin = {
  name: 'builtins-by-member',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[a-z_:/]+$/ }, ({ path, kind }) => {
      if (!isBuiltin(path) || kind === 'dynamic-import') return undefined;
      return { path, namespace: kind === 'require-call' ? 'required-builtin' : 'builtin' };
    });
    onLoad({ filter: /./, namespace: 'required-builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
    onLoad({ filter: /./, namespace: 'builtin' }, async ({ path }) => {
      const members = Object.keys(await import(path)).filter((name) => name !== 'default');
      return {
        contents: `const all = process.getBuiltinModule(${JSON.stringify(path)});
          const member = (name) => all[name];
          export default all;
          ${members.map((name) => `export const ${name} = /* @__PURE__ */ member('${name}');`).join('\n')}`,
      };
    });
  },
};

/**
 * The SDK's schemas write their keys as `[_ht]: …`, which esbuild takes for code that might do something, and so keeps
 * the shapes of every operation there is. With the keys spelled out, those that nobody calls are left out.
 */
const plainSchemaKeys: Plugin = {
  name: 'plain-schema-keys',
  setup({ onLoad, onEnd }) {
    let spelt = 0;
    onLoad({ filter: /@aws-sdk\/.*\/dist-es\/schemas\/schemas_0\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const names = new Map(
        [...source.matchAll(/^const (_\w+) = (".*?");$/gm)].map(([, name, text]) => [name, text]),
      );
      const contents = source.replace(/\[(_\w+)\]:/g, (key, name) => {
        const text = names.get(name);
        if (text === undefined) return key;
        spelt += 1;
        return `${text}:`;
      });
      return { contents };
    });
    onEnd(() => ({
      errors: spelt > 0 ? [] : [{ text: 'the SDK no longer writes its schemas as [_key]: …' }],
    }));
  },
};

/**
 * Builds the sender from the files as they are now.
 *
 * @param outdir Where the bundle goes; what is there is removed.
 * @returns esbuild's account of what is in it.
 * @throws {EmailsError} With everything that is wrong in the emails, or esbuild's own error.
 */
export async function buildSender(outdir = 'dist/lambda'): Promise<Metafile> {
  await compileEmails();
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { handler: 'src/sender/handler.ts' },
    outdir,
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
    plugins: [leaner, plainSchemaKeys, builtinsByMember],
    // Never reached here: what reads a browser's name, and what speaks event streams.
    external: ['bowser', '@smithy/core/event-streams'],
    // The SDK asks whether a body is one of a browser's; merely asking makes Node load them.
    define: { Blob: 'undefined', ReadableStream: 'undefined' },
    // Ten of the twelve languages are not ASCII.
    charset: 'utf8',
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}

if (import.meta.main) writeFileSync('dist/metafile.json', JSON.stringify(await buildSender()));
