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

const replacement = (path: string, within: RegExp, name: string): Replacement => ({
  path,
  within,
  by: fileURLToPath(new URL(`${name}.ts`, import.meta.url)),
});

/** What libraries carry for other platforms and other uses; each replacement says what it replaces and why. */
const replacements: readonly Replacement[] = [
  replacement('./ecc_decode', /@aws-crypto/, 'ecc-decode'),
  replacement('./pem_helpers', /@aws-crypto/, 'pem-helpers'),
  replacement('bn.js', /@aws-crypto/, 'big-number'),
  replacement(
    '../shared-ini-file-loader/loadSharedConfigFiles',
    /fromSharedConfigFiles/,
    'shared-config-files',
  ),
  replacement('./json/codec-v2/JsonCodec2', /@smithy\/core/, 'json-codec'),
  replacement('@aws-sdk/credential-provider-node', /@aws-sdk/, 'environment-credentials'),
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
