import type { BuildOptions } from 'esbuild';
import { builtinsByMember } from './builtins-by-member.ts';
import { inlineSchemaKeys } from './inline-schema-keys.ts';
import { replaceModules } from './replace-modules.ts';

/** How a Lambda function of this project is bundled; without what makes the bundle small. */
export const plainOptions = {
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // What is loaded on first use (SNS, SQS, Cognito) gets files of its own, so that a cold start reads none of it.
  splitting: true,
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // The SDK's ES modules, which tree-shake, rather than the CommonJS that `require` would have chosen.
  mainFields: ['module', 'main'],
  // Ten of the twelve languages are not ASCII.
  charset: 'utf8',
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** What a package is spared: names, comments, and maps that nothing reads. Licences go beside it, in a file of their own. */
const packaged = {
  minify: true,
  sourcemap: 'external',
  sourcesContent: false,
  legalComments: 'none',
} as const satisfies BuildOptions;

/** How the sender is bundled. `test/bundle/replacements.test.ts` compares it with the plain bundle, call by call. */
export const senderOptions = {
  ...plainOptions,
  ...packaged,
  plugins: [replaceModules, inlineSchemaKeys, builtinsByMember],
  // Never reached here: what reads a browser's name, and what speaks event streams.
  external: ['bowser', '@smithy/core/event-streams'],
} satisfies BuildOptions;

/** How the watch is bundled: nobody waits for it, so nothing in it is replaced. */
export const watchOptions = {
  ...plainOptions,
  ...packaged,
  plugins: [inlineSchemaKeys, builtinsByMember],
} satisfies BuildOptions;
