import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Column } from '../../dashboards/dashboard.js';
import { dashboards } from '../../dashboards/dashboards.js';
import type { Database } from '../../io/database.js';
import { openDiskStore } from '../../io/disk-store.js';
import { unpackRows } from '../../report/pack-rows.js';
import type { RunContent } from '../../report/read-content.js';
import { readRows } from '../../report/read-rows.js';
import { renderReport } from '../../report/render-report.js';
import { openTestDatabase } from '../io/open-test-database.js';
import { everyChart, everyChartContent, everyChartRows } from './every-chart.js';
import { contentOf, pageOf } from './page-of.js';
import { hostile, loadSmallRun, runId } from './small-run.js';

let home: string;
let database: Database;
let content: RunContent;
let page: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'insiders-report-'));
  database = await openTestDatabase(home, openDiskStore(join(home, 'store')));
  await loadSmallRun(database);
  content = await contentOf(database, runId);
  page = pageOf(content);
});
afterAll(async () => {
  await database.close();
  await rm(home, { recursive: true, force: true });
});

const panels = dashboards.flatMap((dashboard) => dashboard.panels);
const panel = (name: string) => panels.find((candidate) => candidate.name === name)!;

test('the same rows give the same bytes, whatever their order in the database', async () => {
  expect(pageOf(await contentOf(database, runId))).toBe(page);
  await database.query('create table moved as select * from customers');
  await database.query('delete from customers');
  await database.query('insert into customers select * from moved order by customer_id desc');
  expect(pageOf(await contentOf(database, runId))).toBe(page);
});

test('customers too few to rest a decision on are noted at the top, enough are not', () => {
  expect(page).toContain('<p class="note">12 customers are too few to rest a decision on: ');
  expect(pageOf({ ...content, meta: { ...content.meta, customers: 100 } })).not.toContain('class="note"');
});

test('the answer is told in a sentence', () => {
  expect(words(section('insiders_answer'))).toContain(
    '3 Insiders, 25 % of customers, bring in 59 % of revenue: they spend 3,000 (all: 770) and placed 22 orders (all: 13).',
  );
  expect(words(section('segment_shares'))).toContain('25 % of customers bring in 59 % of revenue');
  expect(words(section('receipt'))).toContain('800 of 1,002 lines count as purchases, worth £15,500');
  expect(words(section('model_grid'))).toContain('pca, kmeans with 3 segments won: silhouette 0.450');
});

test.each(
  panels.filter(({ chart }) => chart.kind !== 'cards' && chart.kind !== 'scatter').map(({ name }) => name),
)('every figure of %s equals its row', (name) => {
  const rows = readRows(panel(name), content.rows[name]!);
  if (rows.length === 0) {
    expect(section(name)).toContain('<p class="empty">');
    return;
  }
  const table = section(name).split('<table>').at(-1)!;
  const columns = panel(name).columns.filter((column) => rows.some((row) => row[column.name] !== null));
  const cells = bodyOf(table);
  expect(cells.length).toBe(rows.length);
  for (const [i, row] of rows.entries()) {
    expect(cells[i]!.map((cell, j) => readBack(cell, columns[j]!, row.unit))).toEqual(
      cells[i]!.map((cell, j) => roundedLike(cell, row[columns[j]!.name], columns[j]!, row.unit)),
    );
  }
});

test('the cards show the figures of their row', () => {
  const figures = [...section('insiders_answer').matchAll(/<dd>(.*?)<\/dd>/g)].map(([, text]) =>
    words(text!),
  );
  expect(figures).toEqual(['3', '25 %', '59 %', '46 %', '£9,167', '£3,056', '2.4 ×']);
});

test('what the browser draws, searches and saves are the rows, every customer among them', () => {
  const { panels: drawn } = JSON.parse(/id="data">(.*?)<\/script>/s.exec(page)![1]!);
  expect(drawn.map((each: { panel: { name: string } }) => each.panel.name)).toEqual(
    panels.filter(({ chart }) => chart.kind !== 'cards').map(({ name }) => name),
  );
  for (const { panel: one, rows } of drawn) {
    expect(unpackRows(rows)).toEqual(readRows(panel(one.name), content.rows[one.name]!));
  }
});

test('the largest figure of a column of bars fills its cell, the others by their share', () => {
  const widths = [...section('receipt').matchAll(/--width:([\d.]+)%"/g)].map(([, width]) => Number(width));
  expect(widths).toEqual([100, 20, 79.8, 0.2]);
});

test('the grid marks the winner, dims who broke a guard, and says why each lost', () => {
  const grid = section('model_grid');
  expect(grid).toMatch(/<td class="chosen"[^>]*title="the verdict on pca 3"><strong>0\.450/);
  expect(grid).toMatch(/<td class="dimmed"[^>]*title="the verdict on scaled 2">0\.600/);
  expect(bodyOf(grid).map((cells) => cells[0])).toEqual(
    expect.arrayContaining(['pca, kmeans', 'scaled, kmeans']),
  );
});

test('a name that is markup, the end of a script or a formula stays text', () => {
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(page).not.toMatch(/<img|<!--|<b>Loyal/);
  expect(words(section('customers_list'))).toContain(hostile.customer);
  expect(words(section('customers_list'))).toContain(hostile.country);
  expect(words(section('segment_profiles'))).toContain(hostile.segment);
  expect(words(section('rejected_lines'))).toContain(hostile.raw);
});

test('the page asks for nothing and runs no script but its own', () => {
  const markup = page.replace(/<script>.*<\/script>/s, '');
  expect(markup).not.toMatch(/\b(src|href)="(?!#)/);
  expect(markup).not.toMatch(/url\(|@import/);
  expect(page).toMatch(/default-src &#39;none&#39;.*script-src &#39;sha256-/);
});

test('a panel with a limit says how many it leaves out', () => {
  const [first, ...others] = content.rows.customers_list!;
  const rows = { ...content.rows, customers_list: [{ ...first, total_rows: 1_200_000 }, ...others] };
  expect(pageOf({ ...content, rows })).toContain('Shown: 12 of 1,200,000.');
  expect(page).not.toContain('Shown:');
});

test('a panel without rows says what that means, and its question stands for the finding', () => {
  const rows = { ...content.rows, rejected_lines: [], insiders_answer: [] };
  const without = pageOf({ ...content, rows });
  expect(section('rejected_lines', without)).toContain('Every line could be read.');
  expect(section('insiders_answer', without)).toContain(
    '>Who are the Insiders, and what do they bring?</h3>',
  );
});

test('where the run could not answer, its reason stands in place of the rows', () => {
  expect(content.refusals).toEqual({ guarantee: 'Three months are too short.' });
  const rows = { ...content.rows, rejected_lines: [] };
  const refused = pageOf({ ...content, rows, refusals: { rejected_lines: 'One month is <too> short.' } });
  expect(words(section('rejected_lines', refused))).toContain('One month is <too> short.');
  expect(section('rejected_lines', refused)).not.toContain('Every line could be read.');
  expect(pageOf({ ...content, refusals: { rejected_lines: 'One month is too short.' } })).toBe(page);
});

test('every drawing has its figures in a table, and a key where it has several series', () => {
  const drawn = renderReport([everyChart], everyChartContent);
  for (const { name, chart } of everyChart.panels) {
    const table = section(name, drawn).split('<table>')[1];
    expect([name, table && bodyOf(table).length]).toEqual([
      name,
      chart.kind === 'scatter' ? undefined : everyChartRows[name]!.length,
    ]);
  }
  expect(keysOf(section('line_interval', drawn))).toEqual(['Measured', 'Expected']);
  expect(keysOf(section('bar_stacked', drawn))).toEqual(['Insiders', 'Regulars', 'Newcomers', 'Lapsed']);
  expect(keysOf(section('bar_upright', drawn))).toEqual([]);
  expect(section('line_segments', drawn)).toContain('<i class="stroke solid insiders"></i>Insiders');
});

const keysOf = (markup: string) => [...markup.matchAll(/<li>(.*?)<\/li>/g)].map(([, key]) => words(key!));

test('a correlation is tinted by its sign and size', () => {
  const grid = section('grid_signed', renderReport([everyChart], everyChartContent));
  expect(grid).toMatch(/--tint:var\(--above\);--strength:100%">1\.000/);
  expect(grid).toMatch(/--tint:var\(--below\);--strength:42%">-0\.416/);
});

test('a column that nobody has a value in is left out', () => {
  const rows = content.rows.customers_list!.map((row) => ({ ...row, products: null }));
  const without = pageOf({ ...content, rows: { ...content.rows, customers_list: rows } });
  expect(section('customers_list')).toContain('>Products</th>');
  expect(section('customers_list', without)).not.toContain('>Products</th>');
});

test('a panel that was given no rows is a mistake of ours', () => {
  const { receipt: _, ...rows } = content.rows;
  expect(() => pageOf({ ...content, rows })).toThrow('panel receipt has been given no rows');
});

function section(name: string, of = page): string {
  return new RegExp(`<section class="panel \\w+" id="${name}".*?</section>`, 's').exec(of)![0];
}

const words = (markup: string) =>
  markup
    .replace(/<[^>]*>/g, '')
    .replaceAll('\u202f', ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

const bodyOf = (table: string) =>
  [.../<tbody>(.*?)<\/tbody>/s.exec(table)![1]!.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => words(cell!)),
  );

const isFigure = ({ format }: Column) => !['text', 'segment', 'flag', 'date'].includes(format);
const isPercent = ({ format }: Column, unit: unknown) =>
  format === 'percent' || (format === 'measure' && unit === 'ratio');

/** The figure that somebody reads in a cell. */
function readBack(cell: string, column: Column, unit: unknown): unknown {
  if (cell === '–') return null;
  if (column.format === 'date') return new Date(`${cell} UTC`).toISOString().slice(0, 10);
  if (column.format === 'flag') return cell === 'yes';
  if (!isFigure(column)) return cell;
  expect(cell.includes('%')).toBe(isPercent(column, unit));
  return Number(cell.replace(/[£,%× ]/g, ''));
}

/** A row's value with as many decimals as the cell shows. */
function roundedLike(cell: string, value: unknown, column: Column, unit: unknown): unknown {
  if (value === null || !isFigure(column)) return value;
  const exact = Number(value) * (isPercent(column, unit) ? 100 : 1);
  const decimals = /\.(\d+)/.exec(cell)?.[1]?.length ?? 0;
  return Number(exact.toFixed(decimals));
}
