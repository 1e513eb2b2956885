import { readFileSync } from 'node:fs';
import { satisfies, validRange } from 'semver';

interface Advisory {
  readonly id: string;
  readonly package: string;
  readonly vulnerable: string;
}

/**
 * Advisories of GitHub's database on packages that this project has, or had: written down, because a test asks nobody. Not
 * all there are: `.ci/tools/supply-chain` asks npm, where it answers.
 */
const { advisories } = JSON.parse(readFileSync('test/fixtures/advisories.json', 'utf8')) as {
  advisories: readonly Advisory[];
};

/** `name@version: advisory` of every package of a lock file that has a known hole. */
const holesIn = (packages: Readonly<Record<string, { readonly version?: string }>>): string[] =>
  Object.entries(packages).flatMap(([path, { version }]) => {
    const name = path.split('node_modules/').at(-1)!;
    return advisories
      .filter(
        (one) =>
          one.package === name && version && satisfies(version, one.vulnerable, { includePrerelease: true }),
      )
      .map(({ id }) => `${name}@${version}: ${id}`);
  });

test('no package is of a version that is known to have a hole', () => {
  expect(holesIn(JSON.parse(readFileSync('package-lock.json', 'utf8')).packages)).toEqual([]);
});

test('one that had a hole is found, wherever it lies', () => {
  expect(
    holesIn({
      'node_modules/esbuild': { version: '0.24.2' },
      'node_modules/glob/node_modules/brace-expansion': { version: '2.0.1' },
      'node_modules/yaml': { version: '2.2.2' },
    }),
  ).toEqual(['esbuild@0.24.2: GHSA-67mh-4wv8-f99f', 'brace-expansion@2.0.1: GHSA-v6h2-p8h4-qcjw']);
});

test('each advisory says which versions, in words that are understood', () => {
  expect(advisories.filter(({ vulnerable }) => validRange(vulnerable) === null)).toEqual([]);
  expect(new Set(advisories.map(({ id }) => id)).size).toBe(advisories.length);
});
