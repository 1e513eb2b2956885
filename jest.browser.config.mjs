import config from './jest.config.mjs';

/** The page in a real browser: Debian's chromium, through playwright-core. */
export default {
  ...config,
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: ['/node_modules/'],
};
