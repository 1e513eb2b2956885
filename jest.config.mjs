/** Packages that ship only ES modules are transformed like our own code. */
const esModulesOnly = [
  'hucre',
  'ml-kmeans',
  'ml-[a-z-]+',
  'd3-[a-z]+',
  'echarts',
  'zrender',
  'is-any-array',
  'any-array',
];

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '\\.(ts|js|mjs|sql)$': '<rootDir>/test/esbuild-transform.cjs' },
  transformIgnorePatterns: [`/node_modules/(?!(${esModulesOnly.join('|')})/)`],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'sql', 'node'],
  testTimeout: 60_000,
};
