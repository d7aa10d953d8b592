import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { writeNpmPackage } from '../../src/release/npm-package.ts';
import { brokenLinks } from '../support/documents.ts';

// A build, npm, and processes that start, on a machine that may have more to do.
jest.setTimeout(240_000);

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (
  file: string,
  args: readonly string[],
  cwd: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Ended> =>
  new Promise((done) => {
    const env = { PATH: process.env['PATH'], HOME: cwd, NO_COLOR: '1', NO_UPDATE_NOTIFIER: '1', ...more };
    const child = execFile(file, args, { cwd, env, maxBuffer: 64 << 20 }, (_, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });

/** An empty folder, with the package installed as npm installs it from a registry. */
let folder: string;
let packed: { size: number; files: { path: string }[] };
/** `NODES` names more of them: Node 22's is `npm install node@22` away (.ci/package). */
const nodes = (process.env['NODES'] ?? process.execPath).split(':');
const tool = (
  node: string,
  args: readonly string[],
  more?: Readonly<Record<string, string>>,
): Promise<Ended> =>
  run(node, [join(folder, 'node_modules/.bin/cognito-email-sender'), ...args], folder, more);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'a #package-'));
  await writeNpmPackage(join(folder, 'source'));
  const { stdout } = await run('npm', ['pack', './source', '--json'], folder);
  [packed] = Object.values(JSON.parse(stdout)) as [typeof packed];
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  writeFileSync(join(folder, 'package.json'), '{"private": true}');
  await run('npm', ['install', '--offline', `./${tarball}`], folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the npm package', () => {
  test('brings no other package, no TypeScript of ours, and is small', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'cognito-email-sender',
    ]);
    expect(packed.files.map(({ path }) => path).filter((path) => path.endsWith('.ts'))).toEqual([]);
    // Half of it are MJML for `build` and mailauth for `verify-message`, which no other verb loads.
    expect(packed.size).toBeLessThan(3_200_000);
  });

  test('has nothing that publint finds fault with', async () => {
    const publint = resolve('node_modules/publint/src/cli.js');
    const { code, stdout } = await run(
      process.execPath,
      [publint, 'run', join(folder, 'source'), '--strict'],
      folder,
    );
    expect([code, stdout]).toEqual([0, expect.stringContaining('All good')]);
  });

  test('has documents whose links all lead to something in it', () => {
    const paths = packed.files.map(({ path }) => path);
    const documents = paths.filter((path) => path.endsWith('.md'));
    expect(documents).toEqual(expect.arrayContaining(['README.md', 'docs/tools.md']));
    const broken = documents.flatMap((path) =>
      brokenLinks(path, readFileSync(join(folder, 'source', path), 'utf8'), (to) => paths.includes(to)),
    );
    expect(broken).toEqual([]);
  });

  test('shows what deploys: the template, whose functions are there', async () => {
    const script = `import { createRequire } from 'node:module';
      const { resolve } = createRequire(import.meta.url);
      for (const path of ['template.yaml', 'function/handler.mjs', 'watch/handler.mjs', 'package.json'])
        console.log(resolve('cognito-email-sender/' + path));`;
    writeFileSync(join(folder, 'resolve.mjs'), script);
    const { stdout } = await run(process.execPath, ['resolve.mjs'], folder);
    const [template = '', handler, watch] = stdout.split('\n');
    const uris = [...readFileSync(template, 'utf8').matchAll(/CodeUri: (.*)/g)].map(([, uri = '']) => uri);
    expect(uris.map((uri) => join(template, '..', uri, 'handler.mjs'))).toEqual([handler, watch]);
  });
});

describe.each(nodes)('on %s', (node) => {
  test('every verb has help', async () => {
    const { code, stdout } = await tool(node, ['--help']);
    expect(code).toBe(0);
    const listed = stdout.slice(stdout.indexOf('Commands:'), stdout.indexOf('Examples:'));
    const verbs = [...listed.matchAll(/^ {2}([a-z-]+) /gm)].map(([, verb = '']) => verb);
    expect(verbs).toEqual(expect.arrayContaining(['doctor', 'attach', 'build', 'undelivered']));
    for (const verb of verbs) {
      const ended = await tool(node, [verb, '--help']);
      expect([verb, ended.code, ended.stderr]).toEqual([verb, 0, '']);
      expect(ended.stdout).toContain(`Usage: cognito-email-sender ${verb}`);
    }
  });

  test('doctor explains a broken installation', async () => {
    const { code, stdout, stderr } = await tool(node, ['doctor', '--playground', '--json']);
    expect([code, stderr]).toEqual([1, '']);
    const { findings } = JSON.parse(stdout);
    expect(findings.filter(({ level }: { level: string }) => level === 'problem').length).toBeGreaterThan(5);
  });

  test('send-test sends through the built function', async () => {
    const { code, stdout, stderr } = await tool(node, ['send-test', '--playground', 'good']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Accepted by SES');
  });

  test('build writes a function with emails of one’s own, which loads and is otherwise ours', async () => {
    mkdirSync(join(folder, 'emails/locales'), { recursive: true });
    writeFileSync(
      join(folder, 'emails/locales/en.json'),
      '{"sign-up": {"subject": "Say hello to {{appName}}"}}',
    );
    const { code, stdout, stderr } = await tool(node, [
      'build',
      '--emails',
      'emails',
      '--out',
      'function.zip',
    ]);
    expect([code, stderr]).toEqual([0, '']);
    const [, english = ''] = stdout.match(/copy (\S+en\.json) there/) ?? [];
    expect(english).toMatch(/^node_modules\//);
    expect(existsSync(join(folder, english))).toBe(true);
    const files = unzipSync(readFileSync(join(folder, 'function.zip')));
    const out = join(folder, `function-${nodes.indexOf(node)}`);
    mkdirSync(out);
    for (const [name, content] of Object.entries(files)) writeFileSync(join(out, name), content);
    const emails = await import(pathToFileURL(join(out, 'emails.mjs')).href);
    expect(emails.languages.en).toContain('Say hello to ');
    // It reads its settings when it is loaded, and nobody has made any.
    const loaded = await run(node, [join(out, 'handler.mjs')], folder);
    expect(loaded.stderr).toContain('ConfigError');
  });

  test('build takes EMAILS for a directory, as a clone’s does', async () => {
    const { code, stderr } = await tool(node, ['build', '--out', 'none.zip'], { EMAILS: 'nowhere' });
    expect([code, stderr]).toEqual([2, expect.stringContaining('--emails (or EMAILS) is nowhere')]);
  });

  test('build says what is wrong with emails, and writes nothing', async () => {
    mkdirSync(join(folder, 'wrong/locales'), { recursive: true });
    writeFileSync(join(folder, 'wrong/locales/en.json'), '{"sign-up": {"subject": "{{nonsense}}"}}');
    const { code, stdout } = await tool(node, ['build', '--emails', 'wrong', '--out', 'wrong.zip']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/wrong\/locales\/en\.json.*nonsense/);
    expect(readdirSync(folder)).not.toContain('wrong.zip');
  });
});
