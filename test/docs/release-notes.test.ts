import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { version } from '../../src/version.ts';

interface Step {
  readonly run?: string;
}
const steps: readonly Step[] = parse(readFileSync('.github/workflows/release.yml', 'utf8')).jobs.release
  .steps;
/** What the workflow runs to write the notes. */
const script = steps.find(({ run }) => run?.includes('>dist/notes.md'))?.run ?? '';

const folder = mkdtempSync(join(tmpdir(), 'notes-'));
mkdirSync(join(folder, 'dist'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs it as GitHub does, on a tag. */
function notesOf(tag: string, changelog: string) {
  writeFileSync(join(folder, 'CHANGELOG.md'), changelog);
  const env = { PATH: process.env['PATH'], GITHUB_REF_NAME: tag };
  const { status } = spawnSync('bash', ['-e', '-c', script], { cwd: folder, env });
  return { status, notes: readFileSync(join(folder, 'dist/notes.md'), 'utf8').trim() };
}

const changelog = `# Changelog

What is promised.

## 1.2.10 – 2026-05-01

Ten.

### Upgrading

Nothing.

## 1.2.1

One.

## 1.2.0 – 2026-03-01
`;

test.each([
  ['v1.2.10', 'Ten.\n\n### Upgrading\n\nNothing.'],
  ['v1.2.1', 'One.'],
])('the notes of %s are its section of the changelog alone', (tag, notes) => {
  expect(notesOf(tag, changelog)).toEqual({ status: 0, notes });
});

test.each(['v1.2.0', 'v1.2', 'v1.2.2'])('%s, of which the changelog says nothing, is not released', (tag) => {
  expect(notesOf(tag, changelog).status).toBe(1);
});

test('this version has a section, and a release takes the notes', () => {
  const { status, notes } = notesOf(`v${version}`, readFileSync('CHANGELOG.md', 'utf8'));
  expect({ status, notes }).toEqual({ status: 0, notes: expect.stringContaining('\n') });
  expect(
    steps.some(
      ({ run }) => run?.startsWith('gh release create') && run.includes('--notes-file dist/notes.md'),
    ),
  ).toBe(true);
});
