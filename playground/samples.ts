import { readFileSync } from 'node:fs';
import { Mistake } from '../src/mistake.ts';
import { stem, type TriggerSource, triggerSources } from '../src/trigger-source.ts';

/** A sample event of each trigger source. */
export type Samples = ReadonlyMap<TriggerSource, unknown>;

/**
 * Reads the eight sample events.
 *
 * @throws {Mistake} A file is missing or is not JSON.
 */
export function readSamples(folder = new URL('../events/', import.meta.url)): Samples {
  return new Map(triggerSources.map((source) => [source, readSample(folder, `${stem(source)}.json`)]));
}

function readSample(folder: URL, name: string): unknown {
  try {
    return JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what =
      code === 'ENOENT' ? 'is missing' : code ? `cannot be read (${code})` : 'is not whole: it is no JSON';
    throw new Mistake(`events/${name} ${what}.`, '`npm run events` writes it anew.');
  }
}
