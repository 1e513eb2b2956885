import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { smallDataset } from './small-dataset.js';

const project = join(__dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'insiders-extending-'));
const shop = smallDataset();
afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
  shop.remove();
});

/** What a build and the compiler read, but for the tests, some of which name all there is of a kind. */
const parts = [
  ...['api', 'bin', 'core', 'dashboards', 'io', 'kernels', 'lambdas', 'lib', 'metabase', 'report'],
  ...['sql', 'workflow', 'package.json', 'tsconfig.json'],
];

interface Change {
  readonly file: string;
  /** Where in it: null for a file that is new. */
  readonly how: 'after' | 'before' | 'instead of' | null;
  readonly anchor: string;
  readonly text: string;
}

/** The examples of docs/extending.md: a sentence that says where, and the text that goes there. */
function changesIn(document: string): Change[] {
  const told =
    /^(?:New file `([^\n`]+)`|In `([^\n`]+)`, (after|before|instead of) `([^\n]+)`):\n\n```\w+\n(.*?)^```$/gms;
  return [...document.matchAll(told)].map(([, made, changed, how, anchor, text]) => ({
    file: made ?? changed!,
    how: (how ?? null) as Change['how'],
    anchor: anchor ?? '',
    text: text!,
  }));
}

function make({ file, how, anchor, text }: Change): void {
  const path = join(copy, file);
  if (how === null) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return;
  }
  const lines = readFileSync(path, 'utf8').split('\n');
  const at = lines.indexOf(anchor);
  expect([file, anchor, lines.filter((line) => line === anchor).length]).toEqual([file, anchor, 1]);
  lines.splice(how === 'after' ? at + 1 : at, how === 'instead of' ? 1 : 0, text.trimEnd());
  writeFileSync(path, lines.join('\n'));
}

const insiders = (...words: string[]) => {
  const program = join(copy, 'dist/insiders.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    ...{ cwd: shop.folder, encoding: 'utf8', timeout: 120_000 },
  });
  expect([words.join(' '), status, status === 0 ? '' : stderr]).toEqual([words.join(' '), 0, '']);
  return stdout;
};

test('every example of docs/extending.md, put into a copy of the project, compiles and is used by a run', () => {
  for (const part of parts) cpSync(join(project, part), join(copy, part), { recursive: true });
  for (const script of ['', '-database', '-kernels', '-lambdas', '-report'])
    cpSync(join(project, `build${script}.mjs`), join(copy, `build${script}.mjs`));
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  const changes = changesIn(readFileSync(join(project, 'docs/extending.md'), 'utf8'));
  expect(changes.length).toBeGreaterThan(30);
  changes.forEach(make);
  const run = (script: string, ...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], {
      ...{ cwd: copy, encoding: 'utf8' },
    });
    expect([script, status, status === 0 ? '' : `${stdout}${stderr}`]).toEqual([script, 0, '']);
  };
  run('node_modules/typescript/bin/tsc', '--noEmit', '-p', '.');
  run('build.mjs');

  shop.write(
    'till.csv',
    'Slip,Card,Rung up,Taken\n1,A,2024-01-02,10.00\n2,B,2024-01-03,20.00\n3,A,2024-02-02,9.50\n',
  );
  expect(insiders('inspect', 'till.csv')).toContain('Corner till');

  shop.write(
    'own.yaml',
    'segmentation: { spaces: [roots], models: [bands], kTo: 4, starts: 1, resamples: 2 }\nfeatures: { use: [gross_revenue, largest_order, recency_days] }\n',
  );
  const told = insiders('run', 'a.csv', '--dataset', 'shop', '--rules', 'own.yaml', '--out', 'own');
  expect(told).toMatch(/choose .* bands in roots/);
  const rows = (sql: string) => JSON.parse(insiders('sql', sql, '--json', '--out', 'own'));
  expect(rows('select sum(orders)::int as orders from orders_by_weekday')).toEqual(
    rows('select sum(invoices)::int as orders from current_customers'),
  );
  expect(
    rows('select count(*)::int as n from current_customers where largest_order >= avg_order_value'),
  ).toEqual(rows('select count(*)::int as n from current_customers'));
  expect(rows("select sentence from current_answers where panel = 'orders_by_weekday'")).toEqual([
    { sentence: expect.stringMatching(/^Most on a \w+day: \d+ orders\.$/) },
  ]);
  expect(readFileSync(join(shop.folder, 'own/report.html'), 'utf8')).toContain(
    'On which day do people order?',
  );
}, 300_000);
