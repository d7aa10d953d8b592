import { statSync } from 'node:fs';
import { Mistake } from '../../mistake.ts';
import { readSources, type Sources } from '../sources.ts';

/**
 * Every file of a directory of a company's own emails; none when it is empty.
 *
 * @throws {Mistake} There is no such directory.
 */
export async function readOverlayDirectory(directory: string): Promise<Sources> {
  if (!directory) return new Map();
  const stats = statSync(directory, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) {
    throw new Mistake(
      `--emails (or EMAILS) is ${directory}, which is ${stats ? 'a file' : 'not there'}; it should be a directory of emails, such as ../our-emails`,
    );
  }
  return readSources(directory.replace(/\/+$/, ''));
}
