import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** For each folder, the folders it may import from; a package is written with a leading `npm:`. */
const allowed: Record<string, readonly string[]> = {
  core: ['core'],
  io: ['core', 'io', 'sql'],
  lambdas: ['core', 'io', 'sql', 'report', 'dashboards', 'metabase', 'lambdas', 'api'],
  api: ['core', 'io', 'lambdas', 'api'],
  report: ['core', 'report', 'dashboards'],
  dashboards: ['core', 'dashboards'],
  metabase: ['core', 'dashboards', 'metabase'],
  workflow: ['core', 'io', 'lambdas', 'workflow'],
  lib: ['lib', 'workflow'],
  bin: ['core', 'io', 'sql', 'lambdas', 'workflow', 'lib', 'bin', 'report', 'dashboards', 'metabase', 'api'],
};

const root = join(__dirname, '..');

interface Import {
  readonly from: string;
  readonly to: string;
}

const filesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => join(folder, file));

/** Every import between files of ours: static, dynamic and re-exported. */
const importsOf = (file: string): Import[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    ([, to]) => ({
      from: file,
      to: to!.startsWith('.') ? relative(root, join(root, dirname(file), to!)) : `npm:${to}`,
    }),
  );

const imports = Object.keys(allowed).flatMap(filesBelow).flatMap(importsOf);
const top = (path: string) => path.split('/')[0]!;

test('a folder imports only from the folders it may', () => {
  const ours = imports.filter(({ to }) => !to.startsWith('npm:') && top(to) !== 'dist');
  expect(ours.length).toBeGreaterThan(50);
  expect(ours.filter(({ from, to }) => !allowed[top(from)]!.includes(top(to)))).toEqual([]);
});

test('core imports no package but pure parts of Node', () => {
  const packages = imports.filter(({ from, to }) => top(from) === 'core' && to.startsWith('npm:'));
  expect(packages.filter(({ to }) => !['npm:node:crypto', 'npm:node:buffer'].includes(to))).toEqual([]);
});

test('a step imports no other step', () => {
  const stepOf = (path: string) => path.split('/').slice(0, 2).join('/');
  const between = imports.filter(({ from, to }) => top(from) === 'lambdas' && top(to) === 'lambdas');
  expect(between.filter(({ from, to }) => stepOf(from) !== stepOf(to))).toEqual([]);
});

test('a Lambda imports no CDK, and CDK code imports no Lambda', () => {
  const isCdk = (to: string) => /^npm:(aws-cdk-lib|constructs)/.test(to);
  expect(imports.filter(({ from, to }) => isCdk(to) && !['lib', 'bin'].includes(top(from)))).toEqual([]);
  expect(imports.filter(({ from, to }) => top(from) === 'lib' && top(to) === 'lambdas')).toEqual([]);
});

test('nobody imports the command line', () => {
  expect(imports.filter(({ from, to }) => top(to) === 'bin' && top(from) !== 'bin')).toEqual([]);
});

test('core has no clock and no randomness of its own', () => {
  const impure = filesBelow('core').filter((file) =>
    /Math\.random\(|Date\.now\(|new Date\(\)|performance\.now\(/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(impure).toEqual([]);
});

test('no file needs itself: what one is made of goes in no circle, types included', () => {
  const files = Object.keys(allowed).flatMap(filesBelow);
  const wanted = new Map(files.map((file) => [file, new Set<string>()]));
  for (const { from, to } of imports) wanted.get(from)!.add(to.replace(/\.js$/, '.ts'));
  let left = wanted;
  for (let before = Number.POSITIVE_INFINITY; left.size < before; ) {
    before = left.size;
    const [waiting, needed] = [left, new Set([...left.values()].flatMap((needs) => [...needs]))];
    left = new Map(
      [...left].filter(([file, needs]) => needed.has(file) && [...needs].some((need) => waiting.has(need))),
    );
  }
  expect([...left.keys()]).toEqual([]);
});

test('core and its tests are rooms, with no file loose in the hall', () => {
  const loose = ['core', 'test/core'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name)),
  );
  // What a bundle makes of a `.sql` or a `.txt` is declared once for all.
  expect(loose.filter((path) => /\.ts$/.test(path) && !path.endsWith('.d.ts'))).toEqual([]);
});
