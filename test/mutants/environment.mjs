import { mkdirSync, writeFileSync } from 'node:fs';
import { TestEnvironment } from 'jest-environment-node';
import { coverageFolder } from './coverage-folder.mjs';

const countsOf = (context) =>
  [context.static ?? {}, ...Object.values(context.perTest ?? {})].flatMap((counts) => Object.entries(counts));

/** Adds up how often each mutant was reached, whichever test reached it. */
function hitsIn(context = {}) {
  const hits = {};
  for (const [mutant, count] of countsOf(context)) hits[mutant] = (hits[mutant] ?? 0) + count;
  return hits;
}

const mutantIsActive = () => process.env['__STRYKER_ACTIVE_MUTANT__'] !== undefined;

/**
 * In Stryker's dry run: notes which mutants a test file reaches, and how long the file takes. While a mutant is active:
 * skips what is left of a file once a test has failed, for then the mutant is killed.
 */
// biome-ignore lint/style/noDefaultExport: Jest reads an environment from the default export.
export default class CoverageEnvironment extends TestEnvironment {
  #testPath;
  #startedAt = performance.now();
  #before;
  #killed = false;

  constructor(config, context) {
    super(config, context);
    this.#testPath = context.testPath;
  }

  async setup() {
    await super.setup();
    this.#before = hitsIn(this.global.__stryker__?.mutantCoverage);
  }

  handleTestEvent(event) {
    if (!mutantIsActive()) return;
    if (event.name === 'test_fn_failure' || event.name === 'hook_failure') this.#killed = true;
    if (event.name === 'test_start' && this.#killed) event.test.mode = 'skip';
  }

  async teardown() {
    if (this.global.__stryker__ && !mutantIsActive()) {
      const hits = hitsIn(this.global.__stryker__.mutantCoverage);
      const mutants = Object.keys(hits).filter((each) => hits[each] !== this.#before[each]);
      mkdirSync(coverageFolder, { recursive: true });
      writeFileSync(
        `${coverageFolder}/${encodeURIComponent(this.#testPath)}.json`,
        JSON.stringify({ testPath: this.#testPath, ms: performance.now() - this.#startedAt, mutants }),
      );
    }
    await super.teardown();
  }
}
