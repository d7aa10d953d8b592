import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from '@jest/globals';
import { watchFolders } from '../../../src/emails/gallery/watch-folders.ts';

let root: string;
let seen: Set<string>;
let stop: () => void;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'watched-'));
  await mkdir(join(root, 'locales'));
  await writeFile(join(root, 'locales', 'en.json'), '{}');
  seen = new Set();
  stop = watchFolders([root, join(root, 'nowhere')], (path) => seen.add(path));
});
afterEach(async () => {
  stop();
  await rm(root, { recursive: true, force: true });
});

/** Waits until a path is told, and forgets what was told so far. */
async function told(path: string): Promise<void> {
  const end = Date.now() + 4000;
  while (!seen.has(join(root, path))) {
    if (Date.now() > end) throw new Error(`nobody was told of ${path}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  seen.clear();
}

test('a file is followed through its replacements', async () => {
  for (const turn of [1, 2, 3]) {
    await writeFile(join(root, 'locales', 'en.json~'), String(turn));
    await rename(join(root, 'locales', 'en.json~'), join(root, 'locales', 'en.json'));
    await told('locales/en.json');
  }
});

test('a folder that is made later is followed, with what came in it and what comes later', async () => {
  await mkdir(join(root, 'brands', 'sunny', 'locales'), { recursive: true });
  await writeFile(join(root, 'brands', 'sunny', 'locales', 'en.json'), '{}');
  await told('brands/sunny/locales/en.json');
  await writeFile(join(root, 'brands', 'sunny', 'sign-up.mjml'), '');
  await told('brands/sunny/sign-up.mjml');
});

test('a folder that is removed and made again is followed again', async () => {
  await rm(join(root, 'locales'), { recursive: true });
  await told('locales');
  await mkdir(join(root, 'locales'));
  await told('locales');
  await writeFile(join(root, 'locales', 'ja.json'), '{}');
  await told('locales/ja.json');
});

test('a whole folder that another is moved to is followed', async () => {
  await mkdir(`${root}-new`);
  await writeFile(join(`${root}-new`, 'de.json'), '{}');
  await rm(join(root, 'locales'), { recursive: true });
  await rename(`${root}-new`, join(root, 'locales'));
  await told('locales/de.json');
  await writeFile(join(root, 'locales', 'de.json'), '{"a":1}');
  await told('locales/de.json');
});
