import { readFileSync } from 'node:fs';

interface Package {
  readonly license?: string;
  readonly dev?: boolean;
  readonly integrity?: string;
  readonly link?: boolean;
  /** Within another package, and of its hash. */
  readonly inBundle?: boolean;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Package>;
};
const installed = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link);
const shipped = installed.filter(([, { dev }]) => !dev);

/** What may be shipped with a program under Apache-2.0, and asks no more than to be named. */
const free = [
  ...['Apache-2.0', 'MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'BlueOak-1.0.0'],
  // Taken as MIT.
  '(MIT OR GPL-3.0-or-later)',
];
/** Besides, for what only makes or tests it. */
const forTools = [
  ...free,
  ...['MPL-2.0', 'Python-2.0', 'CC-BY-4.0', 'MIT OR Apache-2.0', '(MIT OR CC0-1.0)'],
];

const others = (some: typeof installed, allowed: readonly string[]) =>
  some
    .filter(([, { license }]) => !allowed.includes(license ?? 'none'))
    .map(([path, { license }]) => `${path}: ${license}`);

test('every package that is shipped has a licence that lets it be', () => {
  expect(shipped.length).toBeGreaterThan(40);
  expect(others(shipped, free)).toEqual([]);
});

test('so has every package that only makes or tests it', () => {
  expect(others(installed, forTools)).toEqual([]);
});

test('every package is the one that was looked at: its hash is written down', () => {
  expect(
    installed.filter(([, { integrity, inBundle }]) => !integrity && !inBundle).map(([path]) => path),
  ).toEqual([]);
});
