import { existsSync, readdirSync, rmSync, watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSender } from '../src/bundle/build-sender.ts';

export interface RebuildOptions {
  /** Directories whose files the sender is made of; those in them too. */
  readonly directories: readonly string[];
  /** A directory of somebody's own emails; none when it is empty. */
  readonly overlay: string;
  /** Takes the path of a new bundle's module. */
  readonly onBuilt: (bundle: string) => Promise<void>;
  /** Takes what was wrong. */
  readonly onProblem: (problem: string) => void;
}

/** Written by the build itself. */
const generated = /\.generated\.ts$/;

/** Where bundles go that nobody deploys: each its own directory, since environments load parts of one later on. */
const builds = 'dist/playground';

/**
 * Builds the sender anew whenever one of its files is saved.
 *
 * @returns The function that ends it.
 */
export function rebuildOnChange({
  directories,
  overlay,
  onBuilt,
  onProblem,
}: RebuildOptions): () => Promise<void> {
  rmSync(builds, { recursive: true, force: true });
  let count = 0;
  let due: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  async function rebuild(): Promise<void> {
    count += 1;
    const outdir = `${builds}/${count}`;
    try {
      await buildSender(outdir, overlay);
      await onBuilt(resolve(outdir, 'handler.mjs'));
      rmSync(`${builds}/${count - 2}`, { recursive: true, force: true });
    } catch (error) {
      onProblem((error as Error).message);
    }
  }

  // One save is several events, and a build that runs is followed by one more, never by two.
  const changed = (_: string, file: string | null): void => {
    if (file !== null && (generated.test(file) || !/\.(?:ts|json|mjml)$/.test(file))) return;
    clearTimeout(due);
    due = setTimeout(() => {
      running = running.then(rebuild);
    }, 50);
  };
  const watchers = directories.flatMap(withSubdirectories).map((directory) => watch(directory, changed));

  return async () => {
    for (const watcher of watchers) watcher.close();
    clearTimeout(due);
    await running;
  };
}

/** Each directory by itself rather than one recursively: that follows files, and loses one that an editor replaces as it saves. */
const withSubdirectories = (directory: string): readonly string[] =>
  existsSync(directory)
    ? [
        directory,
        ...readdirSync(directory, { withFileTypes: true, recursive: true })
          .filter((entry) => entry.isDirectory())
          .map(({ parentPath, name }) => join(parentPath, name)),
      ]
    : [];
