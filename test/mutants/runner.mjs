import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import TestRunner from 'jest-runner';
import { coverageFolder } from './coverage-folder.mjs';

/** Milliseconds: test files that take longer are run for mutants of their own room alone. */
const longForAll = 3000;

let known;

/** What is known once the dry run has ended: of each test file what it reaches, of each mutant its room. */
function readKnown() {
  const files = new Map();
  for (const name of readdirSync(coverageFolder)) {
    const { testPath, ms, mutants } = JSON.parse(readFileSync(join(coverageFolder, name), 'utf8'));
    files.set(testPath, { ms, mutants: new Set(mutants) });
  }
  const rooms = new Map();
  for (const source of globSync('src/**/*.ts')) {
    const room = ['/test', ...dirname(source).split('/').slice(1, 3), ''].join('/');
    // What Stryker asks in what it has changed: is this mutant active?
    for (const [, mutant] of readFileSync(source, 'utf8').matchAll(/stryMutAct_\w+\("(\d+)"\)/g))
      rooms.set(mutant, room);
  }
  return { files, rooms };
}

/**
 * Runs what can notice the active mutant: the test files that reach it, quickest first, until one fails. Stryker's own
 * filter is by a test's name: Jest would load every file, and each its own copy of all modules, to find that none of its
 * tests is meant.
 */
// biome-ignore lint/style/noDefaultExport: Jest reads a runner from the default export.
export default class MutantRunner extends TestRunner {
  async runTests(tests, watcher, options) {
    const mutant = process.env['__STRYKER_ACTIVE_MUTANT__'];
    if (!mutant) return super.runTests(tests, watcher, options);

    known ??= readKnown();
    const { files, rooms } = known;
    const mayNotice = ({ path }) => {
      const { ms = 0, mutants } = files.get(path) ?? {};
      return mutants?.has(mutant) && (ms <= longForAll || path.includes(rooms.get(mutant)));
    };
    let failed = false;
    const unsubscribe = [
      this.on('test-file-success', ([, { numFailingTests, testExecError }]) => {
        failed ||= numFailingTests > 0 || testExecError !== undefined;
      }),
      this.on('test-file-failure', () => {
        failed = true;
      }),
    ];
    const quickestFirst = (a, b) => files.get(a.path).ms - files.get(b.path).ms;
    for (const test of tests.filter(mayNotice).sort(quickestFirst)) {
      if (failed) break;
      await super.runTests([test], watcher, options);
    }
    for (const stop of unsubscribe) stop();
  }
}
