import {
  type BuildResult,
  type Compilation,
  compileForGallery,
} from '../../src/emails/gallery/compilation.ts';
import type { Choices, Shown, Wanted } from '../../src/emails/gallery/renderer.ts';

/** The emails as they are on disk, whatever was sent: the last that nothing was wrong with, and what is wrong now. */
export interface Emails {
  /** Compiles them again. */
  read(): Promise<void>;
  readonly diagnostics: BuildResult['diagnostics'];
  readonly milliseconds: number;
  readonly choices: Choices | undefined;
  show(wanted: Wanted): Promise<Shown | undefined>;
  close(): Promise<void>;
}

/** @param brands What BRANDS holds. */
export function createEmails(directory: string, brands: string): Emails {
  let result: BuildResult = { diagnostics: [], milliseconds: 0 };
  let compilation: Compilation | undefined;
  return {
    async read() {
      result = await compileForGallery(directory, brands);
      if (!result.compilation) return;
      const old = compilation;
      compilation = result.compilation;
      await old?.close();
    },
    get diagnostics() {
      return result.diagnostics;
    },
    get milliseconds() {
      return result.milliseconds;
    },
    get choices() {
      return compilation?.choices;
    },
    show: async (wanted) => compilation?.show(wanted),
    close: async () => compilation?.close(),
  };
}
