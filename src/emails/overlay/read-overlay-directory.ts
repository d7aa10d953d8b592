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

/**
 * The same for what is to be deployed, where a directory that is named has to hold something: of a submodule that was not
 * checked out, our emails would be sent in the place of theirs.
 *
 * @throws {Mistake} There is no such directory, or nothing in it.
 */
export async function readOverlayToDeploy(directory: string): Promise<Sources> {
  const sources = await readOverlayDirectory(directory);
  if (directory && sources.size === 0) {
    throw new Mistake(
      `--emails (or EMAILS) is ${directory}, which holds no emails, words or brands; leave it out for ours as they are`,
    );
  }
  return sources;
}
