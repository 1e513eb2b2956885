import type { Chart, Column, Dashboard, Panel } from '../../dashboards/dashboard.js';
import type { RunContent } from '../../report/read-content.js';
import type { DatabaseRow } from '../../report/read-rows.js';

/** A dashboard with every kind of chart and each of its options, and rows for it: nothing but arithmetic. */
const column = (name: string, title: string, format: Column['format']): Column => ({ name, title, format });

const segments = ['Insiders', 'Regulars', 'Newcomers', 'Lapsed'];
const asSegment = (i: number) => ({ segment: segments[i]!, segment_id: i + 1, is_insiders: i === 0 });
const months = Array.from({ length: 12 }, (_, i) => `2011-${String(i + 1).padStart(2, '0')}-01`);
const wave = (i: number) => Math.round(1000 * (40 + 12 * Math.sin(i / 1.7) + 3 * i)) / 10;

const segment = column('segment', 'Segment', 'segment');
const share = column('share', 'Share', 'percent');
const money = column('money', 'Revenue', 'money');

interface Example {
  readonly chart: Chart;
  readonly columns: readonly Column[];
  readonly rows: readonly DatabaseRow[];
  readonly finding?: Panel['finding'];
}

export const examples: Readonly<Record<string, Example>> = {
  bar_lying: {
    chart: { kind: 'bar', category: 'segment', values: ['share'] },
    columns: [segment, share],
    rows: segments.map((_, i) => ({ ...asSegment(i), share: 0.4 / (i + 1) })),
  },
  bar_upright: {
    chart: { kind: 'bar', category: 'month', values: ['money'], upright: true },
    columns: [column('month', 'Month', 'text'), money],
    rows: months.map((month, i) => ({ month: month.slice(0, 7), money: wave(i) })),
  },
  bar_stacked: {
    chart: {
      kind: 'bar',
      category: 'month',
      values: ['money'],
      split: 'segment',
      stacked: true,
      upright: true,
    },
    columns: [column('month', 'Month', 'text'), segment, money],
    rows: months.flatMap((month, i) =>
      segments.map((_, j) => ({ month: month.slice(0, 7), ...asSegment(j), money: wave(i) / (j + 1) })),
    ),
  },
  bar_line: {
    chart: {
      ...{
        kind: 'bar',
        category: 'month',
        values: ['money'],
        split: 'segment',
        stacked: true,
        upright: true,
      },
      line: { name: 'A year earlier', where: 'is_line' },
    },
    columns: [column('month', 'Month', 'text'), segment, money],
    rows: months.flatMap((month, i) => [
      ...segments.map((_, j) => ({
        ...{ month: month.slice(0, 7), ...asSegment(j), is_line: false },
        money: wave(i) / (j + 1),
      })),
      ...(i < 3
        ? []
        : [
            {
              ...{ month: month.slice(0, 7), segment: 'A year earlier', segment_id: 99, is_insiders: false },
              ...{ is_line: true, money: 1.5 * wave(i - 1) },
            },
          ]),
    ]),
  },
  flow_segments: {
    chart: { kind: 'flow', from: 'before', to: 'after', value: 'customers' },
    columns: [
      column('before', 'Three months before', 'text'),
      column('after', 'Now', 'text'),
      column('customers', 'Customers', 'count'),
    ],
    rows: ['Not a customer yet', ...segments].flatMap((before, i) =>
      segments.map((after, j) => ({
        ...{ before, after, from_node: `Then: ${before}`, to_node: `Now: ${after}` },
        ...{ from_position: i === 0 ? -2 : i, to_position: j + 1 },
        ...{ from_is_insiders: i === 1, to_is_insiders: j === 0, customers: 10 * (i + 1) + 7 * j },
      })),
    ),
  },
  calendar_days: {
    chart: { kind: 'calendar', day: 'day', value: 'orders' },
    columns: [column('day', 'Day', 'date'), column('orders', 'Orders', 'count')],
    rows: Array.from({ length: 430 }, (_, i) => i)
      .filter((i) => i % 7 !== 5)
      .map((i) => ({
        day: new Date(Date.UTC(2010, 10, 1 + i)).toISOString().slice(0, 10),
        orders: 5 + Math.round(4 * Math.sin(i / 20)) + (i % 7),
      })),
  },
  bubble_products: {
    chart: {
      ...{ kind: 'bubble', x: 'customers', y: 'insiders_share', size: 'money', name: 'product' },
      ...{ labelled: 'is_labelled', base: 'base' },
    },
    columns: [
      column('product', 'Product', 'text'),
      column('customers', 'Customers', 'count'),
      column('insiders_share', 'From Insiders', 'percent'),
      money,
    ],
    rows: Array.from({ length: 40 }, (_, i) => ({
      ...{ product: `LANTERN ${i}`, customers: 4 + ((37 * i) % 300), insiders_share: ((i * 13) % 97) / 100 },
      ...{ money: 9000 / (i + 1), is_labelled: i < 8, base: 0.52 },
    })),
  },
  waterfall: {
    chart: { kind: 'waterfall', category: 'step', value: 'money', total: 'is_total', facet: 'compared' },
    columns: [column('compared', 'Compared', 'text'), column('step', 'Step', 'text'), money],
    rows: ['with 91 days before', 'with 52 weeks ago'].flatMap((compared, i) =>
      [
        { step: 'Before', money: 900 + 100 * i, is_total: true },
        { step: 'Customers', money: 320, is_total: false },
        { step: 'Orders per customer', money: -410 - 100 * i, is_total: false },
        { step: 'Now', money: 810, is_total: true },
      ].map((row) => ({ ...row, compared })),
    ),
  },
  line_interval: {
    chart: { kind: 'line', x: 'month', values: ['money'], split: 'part', low: 'low', high: 'high' },
    columns: [
      column('month', 'Month', 'date'),
      column('part', 'Part', 'text'),
      money,
      column('low', 'At least', 'money'),
      column('high', 'At most', 'money'),
    ],
    rows: months.map((month, i) => ({
      month,
      part: i < 9 ? 'Measured' : 'Expected',
      money: wave(i),
      low: i < 9 ? null : wave(i) - 300 * (i - 8),
      high: i < 9 ? null : wave(i) + 400 * (i - 8),
    })),
  },
  line_marked: {
    chart: { kind: 'line', x: 'customers', values: ['share', 'kept'], marked: 'elected' },
    columns: [column('customers', 'Members', 'count'), share, column('kept', 'Kept', 'percent')],
    rows: Array.from({ length: 20 }, (_, i) => ({
      customers: 50 * (i + 1),
      share: 1 - 0.9 ** (i + 1),
      kept: 0.95 - 0.02 * i,
      elected: i === 6,
    })),
  },
  line_segments: {
    chart: { kind: 'line', x: 'age', values: ['share'], split: 'segment' },
    columns: [column('age', 'Months since the first order', 'count'), segment, share],
    rows: segments.flatMap((_, j) =>
      Array.from({ length: 10 }, (_, i) => ({ age: i, ...asSegment(j), share: (0.9 - j / 5) ** (i / 3) })),
    ),
  },
  scatter_named: {
    chart: {
      kind: 'scatter',
      x: 'x',
      y: 'y',
      key: 'customer_id',
      facet: 'pair',
      xTitle: 'across',
      yTitle: 'up',
    },
    columns: [column('customer_id', 'Customer', 'text'), column('pair', 'Pair', 'text'), segment],
    rows: ['Revenue and orders', 'Revenue and age', 'Orders and age'].flatMap((pair, p) =>
      Array.from({ length: 120 }, (_, i) => ({
        customer_id: `C${i}`,
        pair,
        across: pair.split(' and ')[0],
        up: pair.split(' and ')[1],
        ...asSegment(i % 4),
        x: Math.sin(i * (p + 1)) + (i % 4),
        y: Math.cos(i * i) + (i % 4) / (p + 1),
      })),
    ),
  },
  grid_signed: {
    chart: { kind: 'grid', down: 'one', across: 'other', value: 'correlation', signed: true },
    columns: [
      column('one', 'Feature', 'text'),
      column('other', 'With', 'text'),
      column('correlation', 'Correlation', 'score'),
    ],
    rows: segments.flatMap((one, i) =>
      segments.map((other, j) => ({ one, other, correlation: i === j ? 1 : Math.cos(i + j + i * j) })),
    ),
  },
  box_segments: {
    chart: { kind: 'box', category: 'segment', five: ['p5', 'p25', 'p50', 'p75', 'p95'], facet: 'feature' },
    columns: [
      column('feature', 'Feature', 'text'),
      segment,
      ...[5, 25, 50, 75, 95].map((p) => column(`p${p}`, `${p} % below`, 'measure')),
    ],
    rows: ['Revenue', 'Orders'].flatMap((feature, f) =>
      segments.map((_, i) => ({
        feature,
        unit: f === 0 ? 'money' : 'count',
        ...asSegment(i),
        ...Object.fromEntries([5, 25, 50, 75, 95].map((p) => [`p${p}`, (p * (5 - i) * (f ? 1 : 37)) / 10])),
      })),
    ),
  },
  tree_top: {
    chart: {
      ...{ kind: 'tree', left: 'left_place', right: 'right_place', height: 'height' },
      ...{ leftHeight: 'left_height', rightHeight: 'right_height' },
    },
    columns: [column('height', 'Difference', 'number'), column('customers', 'Customers', 'count')],
    rows: [
      { left_place: 0.75, right_place: 3, left_height: 6, right_height: 0, height: 20, customers: 100 },
      { left_place: 0, right_place: 1.5, left_height: 0, right_height: 4, height: 6, customers: 80 },
      { left_place: 1, right_place: 2, left_height: 0, right_height: 0, height: 4, customers: 30 },
    ],
  },
  histogram_facets: {
    chart: { kind: 'histogram', from: 'lower', to: 'upper', value: 'customers', facet: 'feature' },
    columns: [
      column('feature', 'Feature', 'text'),
      column('lower', 'From', 'measure'),
      column('upper', 'To', 'measure'),
      column('customers', 'Customers', 'count'),
    ],
    rows: ['Revenue', 'Recency', 'Returned'].flatMap((feature, f) =>
      Array.from({ length: 14 }, (_, i) => ({
        feature,
        unit: ['money', 'days', 'ratio'][f],
        lower: i * [1500, 30, 0.05][f]!,
        upper: (i + 1) * [1500, 30, 0.05][f]!,
        customers: Math.round(900 * Math.exp(-(((i - 2 * f) / 3) ** 2))),
      })),
    ),
  },
};

export const everyChart: Dashboard = {
  name: 'every_chart',
  title: 'Every chart',
  description: 'One panel for each way to draw.',
  panels: Object.entries(examples).map(([name, { chart, columns }], i) => ({
    name,
    title: `What does ${name.replaceAll('_', ' ')} look like?`,
    description: 'As it should.',
    chart,
    columns,
    place: {
      row: 10 * Math.floor(i / 2),
      column: 12 * (i % 2),
      width: 12,
      height: 8,
    },
    order: columns.map((each) => each.name).join(', '),
  })),
};

export const everyChartRows: Readonly<Record<string, readonly DatabaseRow[]>> = Object.fromEntries(
  Object.entries(examples).map(([name, { rows }]) => [name, rows]),
);

/** Its page's content, in pounds. */
export const everyChartContent: RunContent = {
  rows: everyChartRows,
  refusals: {},
  untouched: new Set(),
  meta: {
    runId: 'shop-1',
    dataset: 'shop',
    currency: 'GBP',
    customers: 1000,
    periodFrom: '2011-01-01',
    periodTo: '2011-12-31',
    notes: [],
    rulesHash: 'feed',
    engineVersion: '1',
    seed: 42,
    madeAt: '2012-01-02T08:00:00.000Z',
  },
};
