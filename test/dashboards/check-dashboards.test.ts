import { checkDashboards, type ViewColumns } from '../../dashboards/check-dashboards.js';
import type { Chart, Dashboard, Filter, Panel } from '../../dashboards/dashboard.js';
import { everyChart, everyChartRows } from '../report/every-chart.js';

const views: ViewColumns = {
  sales: {
    run_id: 'text',
    dataset: 'text',
    month: 'text',
    revenue: 'numeric',
    share: 'double precision',
    is_best: 'boolean',
    sold_on: 'date',
  },
};

const panel: Panel = {
  name: 'sales',
  title: 'How much is sold?',
  description: '',
  finding: { text: '{revenue} in {month}', where: 'is_best' },
  columns: [
    { name: 'month', title: 'Month', format: 'text' },
    { name: 'revenue', title: 'Revenue', format: 'money' },
  ],
  chart: { kind: 'bar', category: 'month', values: ['revenue'] },
  place: { row: 0, column: 0, width: 12, height: 6 },
  order: 'revenue desc, month',
};

const check = (changes: Partial<Panel>, filters: readonly Filter[] = []) =>
  checkDashboards([dashboardOf({ ...panel, ...changes })], filters, views);
const dashboardOf = (...panels: Panel[]): Dashboard => ({ name: 'd', title: 'D', description: '', panels });
const withColumn = (name: string, format: Panel['columns'][number]['format']) => ({
  columns: [...panel.columns, { name, title: name, format }],
});

test('a sound dashboard has no faults', () => {
  expect(check({})).toEqual([]);
});

test.each<[string, Partial<Panel>, string]>([
  ['a missing view', { name: 'gone' }, 'gone: there is no such view'],
  ['a missing column', withColumn('profit', 'money'), 'sales: the view has no column profit'],
  ['a missing column to sort by', { order: 'revenue desc, week' }, 'sales: the view has no column week'],
  ['a missing figure', { finding: { text: '{profit:money} made' } }, 'sales: the view has no column profit'],
  [
    'a missing row mark',
    { finding: { text: 'so', where: 'is_worst' } },
    'sales: the view has no column is_worst',
  ],
  ['a column listed twice', withColumn('month', 'text'), 'sales: the column month is listed twice'],
  [
    'a chart of an unlisted column',
    { chart: { kind: 'bar', category: 'month', values: ['share'] } },
    'sales: the bar plots share, which is not among its columns',
  ],
  [
    'an axis that is no number',
    { chart: { kind: 'bar', category: 'month', values: ['month'] } },
    'sales: month is text and cannot be an axis of a bar',
  ],
  ['words as money', withColumn('sold_on', 'money'), 'sales: sold_on is date and cannot be shown as money'],
  [
    'a number as a date',
    withColumn('share', 'date'),
    'sales: share is double precision and cannot be shown as date',
  ],
  [
    'a number as a flag',
    withColumn('share', 'flag'),
    'sales: share is double precision and cannot be shown as flag',
  ],
  [
    'a finding in no format',
    { finding: { text: '{share:procent}' } },
    'sales: share is double precision and cannot be shown as procent',
  ],
  [
    'a place beyond the grid',
    { place: { row: 0, column: 13, width: 12, height: 6 } },
    'sales: its place is not on the grid of 24 columns',
  ],
  [
    'a place of no size',
    { place: { row: 0, column: 0, width: 12, height: 0 } },
    'sales: its place is not on the grid of 24 columns',
  ],
])('%s is found', (_, changes, fault) => {
  expect(check(changes)).toEqual([fault]);
});

test('a segment needs its id and whether it is the Insiders, a measure its unit', () => {
  expect(check(withColumn('share', 'measure'))).toEqual(['sales: the view has no column unit']);
  expect(check({ columns: panel.columns.map((column) => ({ ...column, format: 'segment' })) })).toEqual(
    expect.arrayContaining([
      'sales: the view has no column segment_id',
      'sales: the view has no column is_insiders',
    ]),
  );
});

test('each mark of a map and of a grid must be a column', () => {
  const faultsOf = (chart: Chart) => check({ chart, ...withColumn('share', 'percent') });
  expect(faultsOf({ kind: 'scatter', x: 'share', y: 'up', key: 'month' })).toContain(
    'sales: the view has no column up',
  );
  expect(
    faultsOf({ kind: 'grid', down: 'month', across: 'share', value: 'revenue', chosen: 'won', note: 'why' }),
  ).toEqual(['sales: the view has no column won', 'sales: the view has no column why']);
});

test.each<[string, Chart, string[]]>([
  [
    'a line of figures in two formats',
    { kind: 'line', x: 'month', values: ['revenue', 'share'] },
    ['sales: the line has figures of several formats on one axis'],
  ],
  [
    'split bars of two values',
    { kind: 'bar', category: 'month', values: ['revenue', 'revenue'], split: 'month' },
    ['sales: the bar is split by month and can have one value only'],
  ],
  [
    'an interval with one end',
    { kind: 'line', x: 'month', values: ['share'], low: 'share' },
    ['sales: an interval needs low, high and one value'],
  ],
  [
    'a mark that is not true or false',
    { kind: 'line', x: 'month', values: ['share'], marked: 'month' },
    ['sales: month is text and cannot mark a place'],
  ],
  [
    'a box from words',
    { kind: 'box', category: 'month', five: ['share', 'share', 'month', 'share', 'share'] },
    ['sales: month is text and cannot be an axis of a box'],
  ],
  [
    'a histogram without its edges, in small multiples of an unlisted column',
    { kind: 'histogram', from: 'is_best', to: 'share', value: 'revenue', facet: 'sold_on' },
    [
      'sales: the histogram plots is_best, which is not among its columns',
      'sales: the histogram plots sold_on, which is not among its columns',
      'sales: is_best is boolean and cannot be an axis of a histogram',
    ],
  ],
])('%s is found', (_, chart, faults) => {
  expect(check({ chart, ...withColumn('share', 'percent') })).toEqual(faults);
});

test('every kind of chart that is sound has no faults', () => {
  const types = Object.fromEntries(
    Object.entries(everyChartRows).map(([view, [row]]) => [
      view,
      {
        run_id: 'text',
        dataset: 'text',
        ...Object.fromEntries(Object.keys(row!).map((name) => [name, typeOf(view, name)])),
      },
    ]),
  );
  expect(checkDashboards([everyChart], [], types)).toEqual([]);
});

/** The type that a column of the example rows would have in PostgreSQL. */
function typeOf(view: string, column: string): string {
  const values = everyChartRows[view]!.map((row) => row[column]).filter((value) => value !== null);
  if (column === 'month' || column === 'day') return 'date';
  if (typeof values[0] === 'boolean') return 'boolean';
  return typeof values[0] === 'number' ? 'double precision' : 'text';
}

test('a view without run_id is found', () => {
  const { run_id: _, ...columns } = views.sales!;
  expect(checkDashboards([dashboardOf(panel)], [], { sales: columns })).toEqual([
    'sales: the view has no column run_id',
  ]);
});

test('a dashboard and a panel of one name are found, since both are places in the page', () => {
  expect(checkDashboards([{ ...dashboardOf(panel), name: 'sales' }], [], views)).toEqual([
    'a dashboard and a panel are named sales',
  ]);
});

test('panels that overlap are found, panels that touch are not', () => {
  const below = { ...panel, name: 'sales', place: { ...panel.place, row: 5 } };
  const beside = { ...panel, name: 'sales', place: { ...panel.place, column: 12 } };
  expect(checkDashboards([dashboardOf(panel, below)], [], views)).toContain('sales and sales overlap');
  const under = { ...panel, name: 'sales', place: { ...panel.place, row: 6 } };
  for (const panels of [
    [panel, beside],
    [beside, panel],
    [panel, under],
    [under, panel],
  ]) {
    expect(checkDashboards([dashboardOf(...panels)], [], views)).toEqual(['two panels are named sales']);
  }
});

test('a filter that narrows nothing is found', () => {
  const filter = (column: string): Filter => ({ name: column, title: column, column, kind: 'word' });
  expect(check({}, [filter('month'), filter('shelf')])).toEqual(['filter shelf: no view has a column shelf']);
});
