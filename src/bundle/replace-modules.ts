import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

/** A module of a library's, and the smaller one of this folder that the bundle has in its place. */
interface Replacement {
  /** As it is imported. */
  readonly path: string;
  /** Only where the importing file's path matches. */
  readonly within: RegExp;
  readonly by: string;
}

const ours = (name: string): string => fileURLToPath(new URL(`${name}.ts`, import.meta.url));

/** What libraries carry for other platforms and other uses; each replacement says what it replaces and why. */
const replacements: readonly Replacement[] = [
  { path: './ecc_decode', within: /@aws-crypto/, by: ours('ecc-decode') },
  { path: './pem_helpers', within: /@aws-crypto/, by: ours('pem-helpers') },
  { path: 'bn.js', within: /@aws-crypto/, by: ours('big-number') },
  {
    path: '../shared-ini-file-loader/loadSharedConfigFiles',
    within: /fromSharedConfigFiles/,
    by: ours('shared-config-files'),
  },
  { path: './json/codec-v2/JsonCodec2', within: /@smithy\/core/, by: ours('json-codec') },
  { path: '@aws-sdk/credential-provider-node', within: /@aws-sdk/, by: ours('environment-credentials') },
];

/** Fails the build when a replacement replaces nothing: a library that moved a file would bring it back unnoticed. */
export const replaceModules: Plugin = {
  name: 'replace-modules',
  setup({ onResolve, onEnd }) {
    const unused = new Set(replacements);
    for (const one of replacements) {
      const exactly = new RegExp(`^${one.path.replaceAll('.', '\\.')}$`);
      onResolve({ filter: exactly }, ({ importer }) => {
        if (!one.within.test(importer)) return undefined;
        unused.delete(one);
        return { path: one.by };
      });
    }
    onEnd(() => ({ errors: [...unused].map(({ path }) => ({ text: `nothing imports ${path} any more` })) }));
  },
};
