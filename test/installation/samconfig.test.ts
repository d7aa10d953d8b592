import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readSamConfig } from '../../src/installation/samconfig.ts';

const read = (text: string | undefined) => {
  const folder = mkdtempSync(join(tmpdir(), 'samconfig-'));
  if (text !== undefined) writeFileSync(join(folder, 'samconfig.toml'), text);
  return readSamConfig(folder);
};

test.each([
  ['no file', undefined, {}],
  ['an empty file', '', {}],
  ['global parameters', '[default.global.parameters]\nstack_name = "codes"', { stack: 'codes' }],
  [
    'those of deploy before global ones',
    '[default.global.parameters]\nstack_name = "a"\nregion = "eu-west-1"\n[default.deploy.parameters]\nstack_name = "b"\nprofile = "work"',
    { stack: 'b', region: 'eu-west-1', profile: 'work' },
  ],
  ['another environment', '[spare.deploy.parameters]\nstack_name = "spare"', {}],
  ['values of other kinds', '[default.deploy.parameters]\nstack_name = 7', {}],
  ['a name that every object has', '[default.deploy]\nparameters = "toString"', {}],
])('samconfig.toml: %s', async (_, text, expected) => {
  await expect(read(text)).resolves.toEqual(expected);
});

test('a file that is no TOML is a mistake', async () => {
  await expect(read('= = =')).rejects.toMatchObject({ name: 'Mistake' });
});
