import { fileURLToPath } from 'node:url';
import { config as base } from '../../jest.config.mjs';

/** The tests of the decision modules, with the sender in their own process: there they see the active mutant. */
// biome-ignore lint/style/noDefaultExport: Jest reads its configuration from the default export.
export default {
  ...base,
  runner: '<rootDir>/test/mutants/runner.mjs',
  testEnvironment: fileURLToPath(new URL('environment.mjs', import.meta.url)),
  // Mutants are tried on a busy machine.
  testTimeout: 60_000,
  rootDir: '../..',
  maxWorkers: 1,
  testMatch: [
    '<rootDir>/test/trigger-source.test.ts',
    '<rootDir>/test/sender/{brand,handler,invocation,mailbox,replica,sender,bad-input}.test.ts',
    '<rootDir>/test/sender/{failure,read,render,report,send,settings}/**/*.test.ts',
  ],
};
