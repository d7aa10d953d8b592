/** @type {import('jest').Config} */
export const config = {
  testEnvironment: 'node',
  // Most of the time is spent waiting for retries and time-outs, not computing.
  maxWorkers: '100%',
  roots: ['<rootDir>/test'],
  // Many tests start processes of their own, which a busy machine makes wait; what should be quick says so itself.
  testTimeout: 30_000,
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  // The tests run the very syntax that is written: Node removes the types, nothing else is changed.
  transform: { '\\.ts$': '<rootDir>/test/support/strip-types.mjs' },
};

// biome-ignore lint/style/noDefaultExport: Jest reads its configuration from the default export.
export default config;
