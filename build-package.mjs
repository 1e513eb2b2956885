// Puts the package that people install into .cache/package: what `npm run build` has made of the program, without the
// Lambdas, the benchmark and what only building needs. `node build-package.mjs` also packs it, beside itself.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = '.cache/package';
/** What the bundles leave to be installed: packages that bring binaries. */
const external = ['@duckdb/node-bindings', '@electric-sql/pglite'];

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const isOfTheProgram = (name) =>
  !/^(bench|lambdas|app\.js|prepare-database)/.test(name) && !name.endsWith('.map');

rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, 'dist'), { recursive: true });
for (const name of readdirSync('dist').filter(isOfTheProgram))
  cpSync(join('dist', name), join(folder, 'dist', name), { recursive: true });
keepEmptyFolders(join(folder, 'dist/database'));
for (const name of ['LICENSE', 'README.md']) cpSync(name, join(folder, name));
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', '.cache', `./${folder}`], {
  encoding: 'utf8',
});
const [{ filename, size }] = JSON.parse(packed);
process.stdout.write(`.cache/${filename}, ${(size / 1e6).toFixed(1)} MB\n`);

function manifest() {
  const { name, version, description, license, type, engines } = readJson('package.json');
  const dependencies = Object.fromEntries(
    external.map((dependency) => [dependency, readJson(`node_modules/${dependency}/package.json`).version]),
  );
  return {
    ...{ name, version, description, license, type, engines, dependencies },
    bin: { insiders: 'dist/insiders.js' },
  };
}

/** Packages have no empty folders; PostgreSQL does. */
function keepEmptyFolders(parent) {
  const entries = readdirSync(parent, { withFileTypes: true });
  if (entries.length === 0) writeFileSync(join(parent, '.keep'), '');
  for (const entry of entries) if (entry.isDirectory()) keepEmptyFolders(join(parent, entry.name));
}
