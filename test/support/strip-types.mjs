import { stripTypeScriptTypes } from 'node:module';

/** Jest's hook: TypeScript in, the same text with its types blanked out, so lines and columns stay right. */
// biome-ignore lint/style/noDefaultExport: Jest reads a transform from the default export.
export default {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
};
