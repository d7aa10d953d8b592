import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isRecord } from '../is-record.ts';
import { Mistake } from '../mistake.ts';
import type { UserPool } from './facts/user-pool.ts';
import type { Description } from './plan/user-pool-members.ts';

/** What is kept of a user pool before it is changed. */
export interface Backup {
  readonly version: 1;
  /** ISO 8601. */
  readonly at: string;
  readonly region: string;
  /** DescribeUserPool's `UserPool`. */
  readonly userPool: Description;
  /** GetUserPoolMfaConfig's answer; null where it could not be read. */
  readonly mfa: Description | null;
}

/** @returns A name that no other backup has: `eu-west-1_AbCdEfGhI.2026-11-25T19-14-00-123Z.json`. */
export const backupName = (userPoolId: string, at: Date): string =>
  `${userPoolId}.${at.toISOString().replaceAll(/[:.]/g, '-')}.json`;

/**
 * Sees beforehand that a backup can be written.
 *
 * @throws {Mistake} when the file is there already, or its folder cannot be written to.
 */
export function checkBackup(file: string): void {
  if (existsSync(file)) throw isThere(file);
  const folder = dirname(file);
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new Mistake(
      existsSync(folder) ? `The folder ${folder} cannot be written to.` : `There is no folder ${folder}.`,
      anotherFile,
    );
  }
}

const anotherFile = 'Name another file for the backup with --backup.';
const isThere = (file: string): Mistake =>
  new Mistake(`${file} is there already, and a backup is never overwritten.`, anotherFile);

/**
 * Writes a backup that only its owner may read, and waits until the disk has it.
 *
 * @throws {Mistake} when the file is there already, or cannot be written.
 */
export function writeBackup(
  file: string,
  { description, mfa }: UserPool,
  where: Pick<Backup, 'at' | 'region'>,
) {
  const backup: Backup = {
    version: 1,
    ...where,
    userPool: description,
    mfa: mfa.state === 'known' ? mfa.value : null,
  };
  try {
    writeFileSync(file, `${JSON.stringify(backup, null, 2)}\n`, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw isThere(file);
    throw new Mistake(`The backup could not be written: ${(error as Error).message}`, anotherFile);
  }
}

/** @throws {Mistake} when the file is no backup. */
export function readBackup(file: string): Backup {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Mistake(
      `The backup could not be read: ${(error as Error).message}`,
      'Name one that attach has written.',
    );
  }
  const backup = parse(text);
  if (!isBackup(backup)) {
    throw new Mistake(
      `${file} is no backup of a user pool.`,
      'Name a file that attach, detach or restore has written.',
    );
  }
  return backup;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isBackup = (value: unknown): value is Backup =>
  isRecord(value) &&
  value['version'] === 1 &&
  typeof value['region'] === 'string' &&
  (isRecord(value['mfa']) || value['mfa'] === null) &&
  isRecord(value['userPool']) &&
  typeof value['userPool']['Id'] === 'string' &&
  typeof value['userPool']['Arn'] === 'string';
