import { config as base } from '../../jest.config.mjs';

/** `npm run test:release`: what only a release can break, which `npm test` leaves out. */
// biome-ignore lint/style/noDefaultExport: Jest reads its configuration from the default export.
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/release'],
  testPathIgnorePatterns: ['/node_modules/'],
};
