import { createHash } from 'node:crypto';
import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { parse } from 'yaml';
import { version } from '../../src/version.ts';
import { type Checkout, copyCheckout } from '../support/checkout.ts';
import { brokenLinks } from '../support/documents.ts';

// Two builds, on a machine that may have more to do.
jest.setTimeout(300_000);

type Artifacts = Record<string, Buffer>;

/** Makes the release in a copy of the checkout, somewhere else each time and in the time zone given. */
async function release(
  name: string,
  timeZone: string,
): Promise<{ checkout: Checkout; artifacts: Artifacts }> {
  const checkout = await copyCheckout(name);
  await cp('docs', join(checkout.directory, 'docs'), { recursive: true });
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], TZ: timeZone };
  const { code, stderr } = await checkout.node(['src/release/release.ts', '--build'], { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const folder = join(checkout.directory, 'dist/release');
  const files = (await readdir(folder)).map(
    async (file) => [file, await readFile(join(folder, file))] as const,
  );
  return { checkout, artifacts: Object.fromEntries(await Promise.all(files)) };
}

let first: Awaited<ReturnType<typeof release>>;
const unzip = (file: string): Record<string, Uint8Array> =>
  unzipSync(first.artifacts[`${file}-${version}.zip`] as Buffer);
const textIn = (files: Record<string, Uint8Array>, path: string): string =>
  Buffer.from(files[path] as Uint8Array).toString();

beforeAll(async () => {
  first = await release('release-', 'Asia/Tokyo');
});
afterAll(() => first?.checkout.remove());

describe('a release', () => {
  test('is the same, byte by byte, from another folder in another time zone', async () => {
    const second = await release('another place-', 'America/Los_Angeles');
    await second.checkout.remove();
    expect(Object.keys(second.artifacts)).toEqual(Object.keys(first.artifacts));
    for (const [file, content] of Object.entries(first.artifacts)) {
      expect([file, second.artifacts[file]?.equals(content)]).toEqual([file, true]);
    }
  });

  test('sums every file up', () => {
    const { SHA256SUMS: sums = Buffer.from(''), ...others } = first.artifacts;
    const expected = Object.entries(others).map(
      ([file, content]) => `${createHash('sha256').update(content).digest('hex')}  ${file}`,
    );
    expect(sums.toString().trim().split('\n').sort()).toEqual(expected.sort());
  });

  test('has each function as it was built, with licences and without maps', () => {
    for (const name of ['function', 'watch']) {
      const files = unzip(name);
      expect(Object.keys(files)).toEqual(expect.arrayContaining(['handler.mjs', 'LICENSES.txt']));
      expect(Object.keys(files).filter((file) => !/\.(mjs|txt)$/.test(file))).toEqual([]);
    }
  });

  test('has a project whose functions need no build, and which is otherwise template.yaml', async () => {
    const project = unzip('cognito-email-sender');
    const read = (text: string) => parse(text, { logLevel: 'silent' });
    const packaged = read(textIn(project, 'template.yaml'));
    const own = read(await readFile('template.yaml', 'utf8'));
    for (const [name, folder] of [
      ['SenderFunction', 'function'],
      ['WatchFunction', 'watch'],
    ] as const) {
      expect(packaged.Resources[name].Properties.CodeUri).toBe(folder);
      expect(project[`${folder}/handler.mjs`]).toEqual(unzip(folder)['handler.mjs']);
      own.Resources[name].Properties.CodeUri = folder;
      delete own.Resources[name].Metadata;
    }
    expect(packaged).toEqual(own);
  });

  test('has a template for other tools, which say where the zips are', () => {
    const project = unzip('cognito-email-sender');
    const read = (file: string) => parse(textIn(project, file), { logLevel: 'silent' });
    const [stack, packaged] = [read('stack.yaml'), read('template.yaml')];
    for (const name of ['CodeBucket', 'FunctionKey', 'WatchKey']) {
      expect(stack.Parameters[name]).toMatchObject({ Type: 'String' });
      delete stack.Parameters[name];
    }
    expect(stack.Resources.SenderFunction.Properties.CodeUri).toEqual({
      Bucket: 'CodeBucket',
      Key: 'FunctionKey',
    });
    expect(stack.Resources.WatchFunction.Properties.CodeUri).toEqual({
      Bucket: 'CodeBucket',
      Key: 'WatchKey',
    });
    stack.Resources.SenderFunction.Properties.CodeUri = 'function';
    stack.Resources.WatchFunction.Properties.CodeUri = 'watch';
    expect(stack).toEqual(packaged);
  });

  test('has documents whose links all lead to something in it', () => {
    const files = unzip('cognito-email-sender');
    const documents = Object.keys(files).filter((path) => path.endsWith('.md'));
    expect(documents).toEqual(
      expect.arrayContaining(['docs/runbook.md', 'terraform/README.md', 'SECURITY.md']),
    );
    expect(documents.flatMap((path) => brokenLinks(path, textIn(files, path), (to) => to in files))).toEqual(
      [],
    );
  });

  test('has settings for deploying that project, and none for building it', () => {
    const settings = textIn(unzip('cognito-email-sender'), 'samconfig.toml');
    expect(settings).toContain('[default.deploy.parameters]');
    expect(settings).not.toMatch(/^\[default\.(build|local_invoke)|makefile/m);
  });

  test('has a bill of materials that names the packages of LICENSES.txt, at their versions', () => {
    const bill = JSON.parse(String(first.artifacts[`cognito-email-sender-${version}.cdx.json`]));
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX' });
    const licences = ['function', 'watch'].map((name) => textIn(unzip(name), 'LICENSES.txt')).join('\n');
    const named = [...licences.matchAll(/^(@?[\w./-]+ \d+\.\d+\.\S+) \(/gm)].map(([, title]) => title);
    const listed = bill.components.map(
      ({ group, name, version }: { group?: string; name: string; version: string }) =>
        `${group ? `${group}/` : ''}${name} ${version}`,
    );
    expect(new Set(listed)).toEqual(new Set(named));
    expect(listed.length).toBeGreaterThan(20);
  });
});
