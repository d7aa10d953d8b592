/** @type {import('jest').Config} */
export const config = {
  testEnvironment: 'node',
  // Most of the time is spent waiting for retries and time-outs, not computing.
  maxWorkers: '100%',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  // The tests run the very syntax that is written: Node removes the types, nothing else is changed.
  transform: { '\\.ts$': '<rootDir>/test/support/strip-types.mjs' },
};

// biome-ignore lint/style/noDefaultExport: Jest reads its configuration from the default export.
export default config;
