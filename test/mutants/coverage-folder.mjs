/** Where the dry run leaves, per test file, what the runs of the mutants read; within Stryker's sandbox. */
export const coverageFolder = 'dist/mutants-by-file';
