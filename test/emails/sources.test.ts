import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  readOverlayDirectory,
  readOverlayToDeploy,
} from '../../src/emails/overlay/read-overlay-directory.ts';
import { Mistake } from '../../src/mistake.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sources-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a byte order mark is left out', async () => {
  await mkdir(join(folder, 'locales'));
  await writeFile(join(folder, 'locales/en.json'), '\ufeff{}');
  const sources = await readOverlayDirectory(`${folder}/`);
  expect([...sources]).toEqual([['locales/en.json', { file: `${folder}/locales/en.json`, source: '{}' }]]);
});

test.each([
  ['that is not there', 'nothing', 'not there'],
  ['that is a file', 'file', 'a file'],
])('a directory %s is a mistake', async (_, name, what) => {
  await writeFile(join(folder, 'file'), '');
  const reading = readOverlayDirectory(join(folder, name));
  await expect(reading).rejects.toThrow(Mistake);
  await expect(reading).rejects.toThrow(`--emails (or EMAILS) is ${join(folder, name)}, which is ${what};`);
});

test('a directory with the name of a file is a mistake', async () => {
  await mkdir(join(folder, 'locales/en.json'), { recursive: true });
  const reading = readOverlayDirectory(folder);
  await expect(reading).rejects.toThrow(Mistake);
  await expect(reading).rejects.toThrow(`${folder}/locales/en.json is a directory`);
});

test('an overlay that is to be deployed is not empty; one that is looked at may be', async () => {
  await writeFile(join(folder, 'notes.txt'), 'nothing of ours');
  expect(await readOverlayDirectory(folder)).toEqual(new Map());
  await expect(readOverlayToDeploy(folder)).rejects.toThrow(/, which holds no emails, words or brands;/);
  expect(await readOverlayToDeploy('')).toEqual(new Map());
  await writeFile(join(folder, 'brands.json'), '[]');
  expect([...(await readOverlayToDeploy(folder)).keys()]).toEqual(['brands.json']);
});
