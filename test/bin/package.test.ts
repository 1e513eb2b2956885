import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallDataset } from './small-dataset.js';

const project = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'insiders-package-'));
const shop = smallDataset();
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  shop.remove();
});

test('the package that people install is small, needs two others, and runs', () => {
  const [, file, size] = execFileSync(process.execPath, ['build-package.mjs'], {
    cwd: project,
    encoding: 'utf8',
  }).match(/^(.+tgz), ([\d.]+) MB/)!;
  expect(Number(size)).toBeLessThan(7.5);
  execFileSync('tar', ['xzf', join(project, file!), '-C', folder]);
  const { bin, dependencies } = JSON.parse(readFileSync(join(folder, 'package/package.json'), 'utf8'));
  expect(Object.keys(dependencies)).toEqual(['@duckdb/node-bindings', '@electric-sql/pglite']);
  // As npm puts them beside it.
  mkdirSync(join(folder, 'node_modules'));
  for (const scope of ['@duckdb', '@electric-sql'])
    symlinkSync(join(project, 'node_modules', scope), join(folder, 'node_modules', scope));
  const run = spawnSync(
    process.execPath,
    [join(folder, 'package', bin.insiders), 'run', 'a.csv', '--rules', 'rules.yaml', '--out', 'packed'],
    { cwd: shop.folder, encoding: 'utf8' },
  );
  expect([run.status, run.stderr]).toEqual([0, expect.not.stringContaining('Error')]);
  expect(readFileSync(join(shop.folder, 'packed/report.html'), 'utf8')).toContain('<html');
}, 120_000);
