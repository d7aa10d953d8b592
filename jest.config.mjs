import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

// Hundreds of functions and commands are started: what V8 has compiled of them once is enough for all. From nothing each
// time, since files of temporary folders are in it too.
const compiled = fileURLToPath(new URL('node_modules/.cache/cognito-email-sender', import.meta.url));
rmSync(compiled, { recursive: true, force: true, maxRetries: 3 });
process.env.NODE_COMPILE_CACHE = compiled;

/** @type {import('jest').Config} */
export const config = {
  testEnvironment: 'node',
  // Half of the time is spent waiting for retries, time-outs and processes, not computing.
  maxWorkers: Math.ceil(availableParallelism() * 2.5),
  roots: ['<rootDir>/test'],
  // Many tests start processes of their own, which a busy machine makes wait; what should be quick says so itself.
  testTimeout: 30_000,
  testMatch: ['**/*.test.ts'],
  // `npm run test:release`: what only a release can break takes half a minute.
  testPathIgnorePatterns: ['/node_modules/', '/test/release/'],
  extensionsToTreatAsEsm: ['.ts'],
  // The tests run the very syntax that is written: Node removes the types, nothing else is changed.
  transform: { '\\.ts$': '<rootDir>/test/support/strip-types.mjs' },
};

// biome-ignore lint/style/noDefaultExport: Jest reads its configuration from the default export.
export default config;
