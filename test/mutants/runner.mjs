import { readdirSync, readFileSync } from 'node:fs';
import TestRunner from 'jest-runner';
import { coverageFolder } from './coverage-folder.mjs';

const coverage = new Map();

function readCoverage() {
  if (coverage.size > 0) return coverage;
  for (const file of readdirSync(coverageFolder)) {
    const { testPath, ms, mutants } = JSON.parse(readFileSync(`${coverageFolder}/${file}`, 'utf8'));
    coverage.set(testPath, { ms, mutants: new Set(mutants) });
  }
  return coverage;
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

    const coverage = readCoverage();
    const reaching = tests
      .filter(({ path }) => coverage.get(path)?.mutants.has(mutant))
      .sort((a, b) => coverage.get(a.path).ms - coverage.get(b.path).ms);
    let failed = false;
    const unsubscribe = [
      this.on('test-file-success', ([, { numFailingTests, testExecError }]) => {
        failed ||= numFailingTests > 0 || testExecError !== undefined;
      }),
      this.on('test-file-failure', () => {
        failed = true;
      }),
    ];
    for (const test of reaching) {
      if (failed) break;
      await super.runTests([test], watcher, options);
    }
    for (const stop of unsubscribe) stop();
  }
}
