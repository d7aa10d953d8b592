import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { compileSources } from '../compile-sources.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { readOverlayDirectory } from '../overlay/read-overlay-directory.ts';
import { readSources } from '../sources.ts';
import { withPseudoLanguages } from './pseudo-languages.ts';
import type { Choices, Shown, Wanted } from './renderer.ts';

/** The emails as they were at the last time when nothing was wrong with them, ready to be shown. */
export interface Compilation {
  readonly choices: Choices;
  show(wanted: Wanted): Promise<Shown>;
  close(): Promise<void>;
}

/** What became of reading the sources: diagnostics, or emails to show. */
export interface BuildResult {
  readonly diagnostics: readonly Diagnostic[];
  /** What an overlay lacks, or has too much. */
  readonly notes: readonly Diagnostic[];
  readonly milliseconds: number;
  readonly compilation?: Compilation;
}

/** What the gallery shows: emails, an overlay, and what BRANDS holds. */
export interface Shelf {
  readonly directory: string;
  readonly overlay?: string | undefined;
  readonly brands?: string | undefined;
}

/** Compiles a directory of emails and its overlay, and starts a worker that renders them. */
export async function compileForGallery({ directory, overlay, brands }: Shelf): Promise<BuildResult> {
  const start = performance.now();
  const ours = withPseudoLanguages(await readSources(directory, 'emails'));
  const theirs = await readOverlayDirectory(overlay ?? '');
  const { diagnostics, notes, module } = await compileSources(ours, theirs, { brands });
  const milliseconds = Math.round(performance.now() - start);
  if (diagnostics.length > 0) return { diagnostics, notes, milliseconds };
  return { diagnostics, notes, milliseconds, compilation: await startRenderer(module, brands) };
}

async function startRenderer(module: string, brands: string | undefined): Promise<Compilation> {
  const folder = await mkdtemp(join(tmpdir(), 'gallery-'));
  const file = join(folder, 'emails.generated.ts');
  await writeFile(file, module);
  const worker = new Worker(new URL('renderer.ts', import.meta.url), {
    workerData: { module: pathToFileURL(file).href, brands },
    stdin: false,
  });
  const waiting = new Map<number, PromiseWithResolvers<Shown>>();
  const started = Promise.withResolvers<Choices>();
  worker.on('error', started.reject);
  worker.on('message', ({ choices, id, shown, error }) => {
    if (choices) started.resolve(choices);
    else if (error) waiting.get(id)?.reject(new Error(error));
    else waiting.get(id)?.resolve(shown);
    waiting.delete(id);
  });
  let last = 0;
  return {
    choices: await started.promise,
    show(wanted) {
      last += 1;
      const answer = Promise.withResolvers<Shown>();
      waiting.set(last, answer);
      worker.postMessage({ id: last, wanted });
      return answer.promise;
    },
    async close() {
      await worker.terminate();
      for (const { reject } of waiting.values()) reject(new Error('the emails have changed meanwhile'));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
