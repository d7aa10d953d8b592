/** The documents' pictures can be taken again. Run by `npm run test:browser`. */
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { takePagePictures } from '../../playground/take-page-pictures.ts';
import { takePictures } from '../../src/emails/pictures/take-pictures.ts';

jest.setTimeout(120_000);

test('every picture of docs/images but the chart is taken', async () => {
  const out = await mkdtemp(join(tmpdir(), 'pictures-'));
  await takePictures(out, '');
  await takePagePictures(out);
  const inDocs = readdirSync('docs/images').filter((name) => name.endsWith('.png'));
  expect(readdirSync(out).sort()).toEqual(inDocs.sort());
  await rm(out, { recursive: true });
});
