import config from './jest.config.mjs';

/** What needs a tool that others made: `.ci/tools/` brings each and says where it is. */
export default {
  ...config,
  roots: ['<rootDir>/test/tools'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  testTimeout: 120_000,
};
