import { existsSync, type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';

/**
 * Follows the files of folders, and of every folder in them, those that are made later too. Each folder is watched by
 * itself, not one recursively: on Linux that follows files, and loses one that an editor replaces as it saves.
 *
 * @param changed Takes the path of what was saved, made or removed; one save may call it several times.
 * @returns The function that ends it.
 */
export function watchFolders(roots: readonly string[], changed: (path: string) => void): () => void {
  const watchers = new Map<string, FSWatcher>();

  function follow(folder: string): void {
    if (watchers.has(folder)) return;
    const watcher = watch(folder, (kind, name) => {
      const path = join(folder, name ?? '');
      if (kind === 'rename') compare(path);
      changed(path);
    });
    // A folder may go before its watcher knows.
    watcher.on('error', () => forget(folder));
    watchers.set(folder, watcher);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory() && !isLeftOut(entry.name)) follow(join(folder, entry.name));
    }
  }

  function forget(folder: string): void {
    for (const [path, watcher] of watchers) {
      if (path !== folder && !path.startsWith(`${folder}/`)) continue;
      watcher.close();
      watchers.delete(path);
    }
  }

  /** What a name stands for may be another thing now: no folder, a new one, or another one in its place. */
  function compare(path: string): void {
    forget(path);
    if (isLeftOut(path) || !isFolder(path)) return;
    try {
      follow(path);
      // Files that came with it were there before anybody watched.
      for (const name of readdirSync(path, { recursive: true })) changed(join(path, String(name)));
    } catch {
      // Gone again already, which its parent is about to be told.
      forget(path);
    }
  }

  for (const root of roots) if (existsSync(root)) follow(root);
  return () => {
    for (const watcher of watchers.values()) watcher.close();
  };
}

const isLeftOut = (path: string): boolean => /(?:^|\/)(?:node_modules|\.[^/]+)$/.test(path);

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
