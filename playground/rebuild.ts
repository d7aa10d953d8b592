import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSenderBuilder } from '../src/bundle/build-sender.ts';
import { watchFolders } from '../src/emails/gallery/watch-folders.ts';

export interface RebuildOptions {
  /** A directory of somebody's own emails; none when it is empty. */
  readonly overlay: string;
  /** Takes the path of a new bundle's module, and how long it took to make in milliseconds. */
  readonly onBuilt: (bundle: string, ms: number) => Promise<void>;
  /** Takes what was wrong. */
  readonly onProblem: (problem: string) => void;
}

/** Written by the build itself. */
const generated = /\.generated\.ts$/;

/** Each bundle has a directory of its own in it, since environments load parts of one later on. */
const builds = 'dist/playground';

/**
 * Builds the sender anew whenever one of its files is saved, in `src/`, `emails/` or an overlay.
 *
 * @returns The function that ends it.
 */
export async function rebuildOnChange({
  overlay,
  onBuilt,
  onProblem,
}: RebuildOptions): Promise<() => Promise<void>> {
  rmSync(builds, { recursive: true, force: true });
  const builder = await createSenderBuilder(overlay);
  let count = 0;
  let due: NodeJS.Timeout | undefined;
  let emailsToo = false;

  async function build(): Promise<string> {
    count += 1;
    const outdir = `${builds}/${count}`;
    const emails = emailsToo;
    emailsToo = false;
    await builder.build(outdir, emails);
    rmSync(`${builds}/${count - 2}`, { recursive: true, force: true });
    return resolve(outdir, 'handler.mjs');
  }

  async function rebuild(): Promise<void> {
    const start = performance.now();
    try {
      const bundle = await build();
      await onBuilt(bundle, performance.now() - start);
    } catch (error) {
      onProblem((error as Error).message);
    }
  }

  // The first build reads everything, which is done before anybody waits for it.
  let running: Promise<unknown> = build().catch(() => undefined);
  // One save is several events, and a build that runs is followed by one more, never by two.
  const stopWatching = watchFolders(['src', 'emails', ...(overlay ? [overlay] : [])], (file) => {
    if (generated.test(file) || !/\.(?:ts|json|mjml)$/.test(file)) return;
    if (!file.endsWith('.ts')) emailsToo = true;
    clearTimeout(due);
    due = setTimeout(() => {
      running = running.then(rebuild);
    }, 30);
  });

  return async () => {
    stopWatching();
    clearTimeout(due);
    await running;
    await builder.close();
  };
}
