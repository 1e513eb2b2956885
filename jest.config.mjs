/** Packages that ship only ES modules (or import() them) go through our transform, like our own code. */
const esModulesOnly = [
  '@electric-sql',
  'hucre',
  'ml-kmeans',
  'ml-[a-z-]+',
  'd3-[a-z]+',
  'echarts',
  'zrender',
  'dt-sql-parser',
  'antlr4ng',
  'antlr4-c3',
  'is-any-array',
  'any-array',
];

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // They need chromium (jest.browser.config.mjs) or a tool of .ci/tools/ (jest.tools.config.mjs).
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/browser/', '<rootDir>/test/tools/'],
  transform: { '\\.(ts|js|mjs|cjs|sql|txt|yaml)$': '<rootDir>/test/esbuild-transform.cjs' },
  transformIgnorePatterns: [`/node_modules/(?!(${esModulesOnly.join('|')})/)`],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'sql', 'txt', 'yaml', 'node'],
  // Our imports name the file that the compiler would write.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // Jest leaves one core free; of two that would be half of them.
  maxWorkers: '100%',
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/test/slowest-suites.cjs'],
};
