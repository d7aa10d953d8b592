import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * The SDK's schemas write their keys as `[_ht]: …`, which esbuild takes for code that might do something, and so keeps
 * the shapes of every operation there is. With the keys spelled out, those that nobody calls are left out.
 */
export const inlineSchemaKeys: Plugin = {
  name: 'inline-schema-keys',
  setup({ onLoad, onEnd }) {
    let inlined = 0;
    onLoad({ filter: /@aws-sdk\/.*\/dist-es\/schemas\/schemas_0\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const names = new Map(
        [...source.matchAll(/^const (_\w+) = (".*?");$/gm)].map(([, name, text]) => [name, text]),
      );
      const contents = source.replace(/\[(_\w+)\]:/g, (key, name) => {
        const text = names.get(name);
        if (text === undefined) return key;
        inlined += 1;
        return `${text}:`;
      });
      return { contents };
    });
    onEnd(() => ({
      errors: inlined > 0 ? [] : [{ text: 'the SDK no longer writes its schemas as [_key]: …' }],
    }));
  },
};
