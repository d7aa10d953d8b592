import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { BuildResult } from '../../../src/emails/gallery/compilation.ts';
import { type OpenGallery, openGallery } from '../../../src/emails/gallery/open-gallery.ts';
import type { Choices, Shown } from '../../../src/emails/gallery/renderer.ts';
import { locales as everyLocale } from '../../../src/sender/render/catalogue.ts';
import { stems as everyStem } from '../../../src/trigger-source.ts';

// Each opens a gallery, which compiles fourteen languages and starts a worker.
jest.setTimeout(30_000);

let directory: string;
let gallery: OpenGallery;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'emails-'));
  await cp('emails', directory, { recursive: true });
  gallery = await openGallery({ directory, port: 0 });
});
afterEach(async () => {
  await gallery.close();
  await rm(directory, { recursive: true });
});

const get = (path: string) => fetch(new URL(path, gallery.url));
const state = async () =>
  (await (await get('/state')).json()) as Choices & Pick<BuildResult, 'diagnostics'> & { stems: string[] };
const email = async (query: string) => (await (await get(`/email?${query}`)).json()) as Shown;

/** Changes a file as careful editors do, by putting a new one in its place, and waits until it is noticed. */
async function edit(file: string, change: (source: string) => string): Promise<void> {
  const changes = (await get('/changes')).body?.getReader();
  await changes?.read();
  const path = join(directory, file);
  await writeFile(`${path}~`, change(await readFile(path, 'utf8')));
  await rename(`${path}~`, path);
  await changes?.read();
  await changes?.cancel();
}

test('it offers every email, every language and some brands', async () => {
  const { stems, locales, brands, diagnostics } = await state();
  expect(stems).toEqual(everyStem);
  // Ours, and two that nobody speaks: longer than English, and from right to left.
  expect(locales.toSorted()).toEqual([...everyLocale, 'en-XA', 'ar-XB'].sort());
  expect(diagnostics).toEqual([]);
  expect(brands.map(({ name }) => name)).toContain('Sunny');
  expect(await (await get('/')).text()).toContain('<!doctype html>');
});

test('it shows an email with or without a link, in light or dark, with its size', async () => {
  const shown = await email('stem=sign-up&locale=en&brand=sunny&link=1');
  expect(shown).toMatchObject({ subject: 'Your confirmation code for Sunny' });
  expect(shown.bytes).toBe(Buffer.byteLength(shown.html));
  expect(shown.text).toContain('https://app.example.com/sign-up?user=ada%40example.com');
  expect((await email('stem=sign-up&locale=en&brand=sunny&link=0')).text).not.toContain('https://app');
  const frame = async (scheme: string) =>
    (await get(`/frame?stem=sign-up&locale=en&scheme=${scheme}`)).text();
  expect(await frame('dark')).toContain('@media all');
  expect(await frame('light')).toContain('@media not all');
});

test("a translator's change is shown on save; a mistake is explained, and the last good emails stay", async () => {
  const query = 'stem=forgot-password&locale=ja&brand=&link=0';
  const japanese = await readFile('emails/locales/ja.json', 'utf8');
  await edit('locales/ja.json', (source) =>
    source.replaceAll('パスワード再設定コード', 'パスワードのリセット'),
  );
  expect((await email(query)).subject).toBe('【Acme】パスワードのリセット');
  await edit('locales/ja.json', (source) => source.replace('コードの有効期間は{{lifetime}}', ''));
  expect((await state()).diagnostics).toEqual([
    expect.objectContaining({ file: 'emails/locales/ja.json', what: '"common.codeLasts" holds no slot' }),
  ]);
  expect((await email(query)).subject).toBe('【Acme】パスワードのリセット');
  await edit('locales/ja.json', () => japanese);
  expect((await email(query)).subject).toBe('【Acme】パスワード再設定コード');
});

test('a port in use is an error that leaves nothing behind', async () => {
  const port = Number(new URL(gallery.url).port);
  await expect(openGallery({ directory, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('what is not there is said to be not there', async () => {
  expect((await get('/toString')).status).toBe(404);
});
