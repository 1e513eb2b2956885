import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFolderLock } from '../../io/folder-lock.js';
import { smallDataset } from './small-dataset.js';

/** The causes of `docs/causes.md`, each as a user meets it. */
const shop = smallDataset();
afterAll(() => shop.remove());
beforeAll(() => {
  expect(shop.run('good', 'a.csv').status).toBe(0);
  shop.write('text.csv', 'a,b\n1,2\n');
  shop.write('one.csv', 'CustomerID,InvoiceDate,Quantity,UnitPrice\nA,2020-01-01,1,5\n');
  shop.write('file', '');
  shop.write('empty.csv', '');
  mkdirSync(join(shop.folder, 'folder'));
}, 60_000);

const program = join(__dirname, '../../dist/insiders.js');

/** As in a shell, where limits are set and outputs go elsewhere. */
function inShell(line: string) {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], {
    cwd: shop.folder,
    encoding: 'utf8',
    env: { ...process.env, insiders: `${process.execPath} ${program}` },
    timeout: 30_000,
  });
  return { status, said: `${stdout}${stderr}` };
}

const rules = (text: string) => shop.write(`${text.length}-${text.slice(0, 4)}.yaml`, text);

test.each<[cause: string, words: () => string[], status: number, said: RegExp]>([
  ['an option that there is not', () => ['run', '--no'], 2, /--help/],
  ['an option without its value', () => ['run', 'a.csv', '--out', ''], 2, /--out is empty/],
  ['a command that there is not', () => ['rum'], 2, /did you mean|commands are/i],
  ['a file that is not there', () => ['run', 'none.csv'], 3, /no such file/],
  ['a folder for a file', () => ['run', 'folder'], 3, /this is a folder/],
  ['a device for a file', () => ['run', '/dev/zero'], 3, /no ordinary file/],
  ['an empty file', () => ['run', 'empty.csv'], 3, /empty/],
  ['a file of something else', () => ['run', 'text.csv'], 3, /text\.csv/],
  ['too few orders', () => ['run', 'one.csv', '--out', 'few'], 3, /customer/],
  ['a wrong rule', () => ['run', 'a.csv', '--rules', rules('seeds: 1')], 3, /line 1.*no rule 'seeds'/],
  ['a wrong value', () => ['run', 'a.csv', '--rules', rules('seed: x')], 3, /line 1.*whole number/],
  ['31 February', () => ['run', 'a.csv', '--rules', rules('asOf: 2017-02-31')], 3, /line 1.*no date/],
  ['YAML that is none', () => ['run', 'a.csv', '--rules', rules('a: [1')], 3, /line 1/],
  ['an alias of nothing', () => ['run', 'a.csv', '--rules', rules('currency: *x')], 3, /alias/],
  [
    'aliases by the thousand',
    () => {
      const rows = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]`);
      return ['run', 'a.csv', '--rules', rules(`a0: &a0 [x]\n${rows.join('\n')}`)];
    },
    3,
    /understood|no rule/,
  ],
  ['rules nested too deep', () => ['run', 'a.csv', '--rules', rules('['.repeat(100_000))], 3, /\.yaml/],
  ['rules without an end', () => ['run', 'a.csv', '--rules', '/dev/zero'], 3, /larger than 1 MB/],
  ['a file for a folder', () => ['run', 'a.csv', '--out', 'file'], 3, /a file stands where/],
  ['a name that is too long', () => ['run', 'a.csv', '--out', 'x'.repeat(300)], 3, /too long/],
  ['a folder that cannot be made', () => ['run', 'a.csv', '--out', '/proc/none'], 3, /no folder can be made/],
  ['a device in the way', () => ['sample', '--out', '/dev/full'], 3, /no ordinary file/],
  ['a full disk', () => ['dump', '/dev/full', '--out', 'good'], 3, /disk is full/],
  ['a run that leads elsewhere', () => ['assign', 'a.csv', '--out', 'good', '--run', '../..'], 3, /no model/],
  ['a dataset that leads elsewhere', () => ['run', 'a.csv', '--dataset', '../x'], 3, /cannot name a dataset/],
  ['nothing there yet', () => ['view', '--out', 'nothing'], 3, /no results/],
  ['a statement that is none', () => ['sql', 'selec', '--out', 'good'], 3, /syntax error/],
  ['nothing deployed', () => ['status', '--stage', 'none'], 4, /.*/],
])('%s', (_, words, status, said) => {
  const ended = shop.insiders(...words());
  const all = `${ended.stdout}${ended.stderr}`;
  expect([ended.status, all]).toEqual([status, expect.stringMatching(said)]);
  expect(all).not.toMatch(/defect|node:internal|\n {4}at /);
});

test.each<[cause: string, line: string, said: RegExp]>([
  ['an output to a full disk', '$insiders rules > /dev/full', /disk is full/],
  ['an answer to a full disk', "$insiders sql 'select 1' --out good > /dev/full", /disk is full/],
  ['too few descriptors', 'ulimit -n 40; $insiders run a.csv --out few-files', /too many files are open/],
  ['files that may not grow', 'ulimit -f 500; $insiders run a.csv --out short', /larger than is allowed/],
])('%s', (_, line, said) => {
  const ended = inShell(line);
  expect([ended.status, ended.said]).toEqual([3, expect.stringMatching(said)]);
  expect(ended.said).not.toMatch(/defect|node:internal|\n {4}at /);
});

test('a run whose output cannot be written goes on to its end', () => {
  const ended = inShell('$insiders run a.csv --dataset shop --rules rules.yaml --out lost > /dev/full');
  expect([ended.status, ended.said]).toEqual([3, expect.stringMatching(/disk is full/)]);
  expect(inShell('ls lost/report.html').status).toBe(0);
}, 60_000);

test('an output that is read no further is no trouble', () => {
  expect(inShell('set -o pipefail; $insiders sample --out - | head -1').status).toBe(0);
});

test('a folder that another process has', async () => {
  const folder = join(shop.folder, 'good/data/run');
  await withFolderLock(folder, async () => {
    const ended = shop.insiders('run', 'a.csv', '--out', 'good');
    expect([ended.status, ended.stderr]).toEqual([3, expect.stringMatching(/uses .* did not let go/)]);
  });
}, 60_000);

describe('a folder of results', () => {
  const copied = (change: (data: string) => void) => {
    rmSync(join(shop.folder, 'hurt'), { recursive: true, force: true });
    cpSync(join(shop.folder, 'good'), join(shop.folder, 'hurt'), { recursive: true });
    change(join(shop.folder, 'hurt/data'));
  };
  const write = (path: string, content: string) => (data: string) => writeFileSync(join(data, path), content);

  test.each<[state: string, change: (data: string) => void, said: RegExp]>([
    ['without its database', (data) => rmSync(join(data, 'postgres'), { recursive: true }), /rebuild/],
    ['with a database without its version', (data) => rmSync(join(data, 'postgres/PG_VERSION')), /rebuild/],
    ['with another version', write('postgres/PG_VERSION', '1\n'), /rebuild/],
    ['with a damaged control file', write('postgres/global/pg_control', 'x'), /rebuild/],
    [
      'without its write-ahead log',
      (data) => rmSync(join(data, 'postgres/pg_wal'), { recursive: true }),
      /rebuild/,
    ],
    ['with a manifest of a later program', write('store/lake/shop/manifest.json', '{"version":99}'), /later/],
    ['with a manifest that is no JSON', write('store/lake/shop/manifest.json', '{"vers'), /manifest\.json/],
    [
      'with a manifest that lists nothing',
      write('store/lake/shop/manifest.json', '{"version":2}'),
      /manifest\.json/,
    ],
    ['with a manifest that is cut off', write('store/lake/shop/manifest.json', ''), /manifest\.json/],
  ])('%s', (_, change, said) => {
    copied(change);
    const ended = shop.insiders('sql', 'select 1', '--out', 'hurt');
    expect([ended.status, ended.stderr]).toEqual([3, expect.stringMatching(said)]);
    expect(ended.stderr).not.toMatch(/defect|information_schema/);
  });
});
