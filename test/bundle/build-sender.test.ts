import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { createSenderBuilder } from '../../src/bundle/build-sender.ts';

const outdir = mkdtempSync(join(tmpdir(), 'build-sender-'));
afterAll(() => rmSync(outdir, { recursive: true }));

/** Without the hashes in names: jest adds members to Node's own modules, which no bundle uses but which hashes count. */
const withoutHashes = (text: string): string => text.replace(/-[A-Z\d]{8}(?=\.mjs)/g, '');

const bundleIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => withoutHashes(`${name}\n${readFileSync(join(folder, name), 'utf8')}`))
    .sort();

test('what a saved file is built into is what would be deployed, the second time too', async () => {
  const builder = await createSenderBuilder('');
  const deployed = bundleIn('dist/lambda');
  try {
    for (let time = 0; time < 2; time += 1) {
      await builder.build(outdir, false);
      // Megabytes in a failure's difference help nobody.
      expect(bundleIn(outdir).map((file, index) => file === deployed[index])).toEqual(
        deployed.map(() => true),
      );
    }
  } finally {
    await builder.close();
  }
});
