import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Node's own modules by `process.getBuiltinModule`, and of each only the members that somebody uses: an `import` of one
 * reads all of them, and of node:http that loads the whole of fetch and WebSocket, which nobody here uses.
 */
export const builtinsByMember: Plugin = {
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
