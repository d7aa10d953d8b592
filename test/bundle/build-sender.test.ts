import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { createSenderBuilder } from '../../src/bundle/build-sender.ts';

const outdir = mkdtempSync(join(tmpdir(), 'build-sender-'));
afterAll(() => rmSync(outdir, { recursive: true }));

/**
 * Each file with its bytes, but without the hash in its name. Outside of jest all is equal to the letter; in it, Node's
 * own modules have members of jest's, which no bundle uses but which the minifier counts as it chooses names.
 */
const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => `${name.replace(/-[A-Z\d]{8}(?=\.mjs)/, '')} ${statSync(join(folder, name)).size}`)
    .sort();

test('what a saved file is built into is what would be deployed, the second time too', async () => {
  const builder = await createSenderBuilder('');
  try {
    for (let time = 0; time < 2; time += 1) {
      await builder.build(outdir, false);
      expect(filesIn(outdir)).toEqual(filesIn('dist/lambda'));
    }
  } finally {
    await builder.close();
  }
});
