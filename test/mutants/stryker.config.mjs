/**
 * `npm run test:mutants`: changes the decision modules one operator at a time and asks whether a test notices.
 * Not in CI: it takes about half an hour.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
// biome-ignore lint/style/noDefaultExport: Stryker reads its configuration from the default export.
export default {
  testRunner: 'jest',
  jest: { projectType: 'custom', configFile: 'test/mutants/jest.config.mjs', enableFindRelatedTests: false },
  mutate: [
    'src/trigger-source.ts',
    'src/sender/{invocation,mailbox}.ts',
    'src/sender/{failure,read,render,report,send,settings}/**/*.ts',
    // Words: what they say is for people to judge.
    '!src/sender/failure/advice.ts',
    '!src/sender/report/alert-text.ts',
    '!src/sender/render/emails.generated.ts',
  ],
  // What an error or a setting is called in a sentence is words as well.
  mutator: { excludedMutations: ['StringLiteral'] },
  coverageAnalysis: 'perTest',
  timeoutMS: 40_000,
  tempDirName: 'dist/mutants',
  // Rewriting it would need TypeScript's JavaScript API, which version 7 has not.
  tsconfigFile: 'none.json',
  ignorePatterns: ['dist/mutant*', 'dist/lambda', 'dist/bench', '.venv', '.aws-sam', 'docs'],
  // What an earlier run has found of a file that has not changed is kept.
  incremental: true,
  incrementalFile: 'dist/mutants-incremental.json',
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false },
  jsonReporter: { fileName: 'dist/mutants.json' },
  disableTypeChecks: false,
};
