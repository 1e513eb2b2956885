import type { Chart, HistogramChart, LineChart, Panel } from '../../dashboards/dashboard.js';
import { entityId } from '../../metabase/derive-id.js';
import { panelCard } from '../../metabase/panel-card.js';
import type { Field } from '../../metabase/view.js';
import { examples } from '../report/every-chart.js';

const column = (name: string, format: 'text' | 'money' | 'percent' | 'measure' | 'segment') => ({
  name,
  title: `The ${name}`,
  format,
});

const panelWith = (chart: Chart, columns: Panel['columns'], more: Partial<Panel> = {}): Panel => ({
  name: 'sales',
  title: 'How much?',
  description: 'What was sold.',
  chart,
  columns,
  place: { row: 0, column: 0, width: 24, height: 4 },
  order: 'segment',
  ...more,
});

const field = (id: number, name: string): Field => ({
  id,
  name,
  description: null,
  semantic_type: null,
  has_field_values: null,
});
const fields = Object.fromEntries(
  ['segment', 'last_ordered_on'].map((name, i) => [name, field(100 + i, name)]),
);
const view = { id: 10, name: 'sales', fields };
const context = {
  databaseId: 2,
  currency: undefined,
  filters: [
    { name: 'segment', title: 'Segment', column: 'segment', kind: 'word' },
    { name: 'country', title: 'Country', column: 'country', kind: 'word' },
    { name: 'period', title: 'Last order', column: 'last_ordered_on', kind: 'date' },
  ] as const,
};

const settingsOf = (panel: Panel, more = {}) =>
  panelCard(panel, view, { ...context, ...more }).visualization_settings;

test('a panel becomes SQL over its view, with a field filter for each filter whose column the view has', () => {
  const panel = panelWith({ kind: 'table' }, [column('segment', 'segment'), column('revenue', 'money')], {
    limit: 5,
  });
  expect(panelCard(panel, view, context)).toMatchObject({
    type: 'question',
    name: 'How much?',
    description: 'What was sold.',
    display: 'table',
    dataset_query: {
      database: 2,
      stages: [
        {
          native: [
            'select "segment", "revenue"',
            'from (select run_id from "public"."current_runs") as newest (newest_run_id)',
            'cross join lateral (',
            '  select *',
            '  from "public"."sales"',
            '  where run_id = newest.newest_run_id',
            '    [[and {{segment}}]]',
            '    [[and {{period}}]]',
            '  order by segment',
            '  limit 5',
            ') as panel',
            'order by segment',
            'limit 5',
          ].join('\n'),
          'template-tags': {
            segment: { type: 'dimension', 'widget-type': 'string/=', dimension: ['field', {}, 100] },
            period: { type: 'dimension', 'widget-type': 'date/all-options', dimension: ['field', {}, 101] },
          },
        },
      ],
    },
  });
});

test('columns have their titles and formats; money has a sign where the currency is known', () => {
  const panel = panelWith({ kind: 'table' }, [
    column('revenue', 'money'),
    { ...column('share', 'percent'), bar: true },
  ]);
  const share = { column_title: 'The share', number_style: 'percent', decimals: 1, show_mini_bar: true };
  expect(settingsOf(panel)).toMatchObject({
    column_settings: {
      '["name","revenue"]': { column_title: 'The revenue', number_style: 'decimal', decimals: 2 },
      '["name","share"]': share,
    },
  });
  expect(settingsOf(panel, { currency: 'EUR' })).toMatchObject({
    column_settings: { '["name","revenue"]': { number_style: 'currency', currency: 'EUR' } },
  });
});

test('a table whose figures have a unit in each row shows it', () => {
  expect(settingsOf(panelWith({ kind: 'table' }, [column('mean', 'measure')]))).toMatchObject({
    'table.columns': [
      { name: 'mean', enabled: true },
      { name: 'unit', enabled: true },
    ],
  });
});

test('bars, points and grids name their axes', () => {
  const columns = [column('segment', 'segment'), column('share', 'percent'), column('title', 'text')];
  expect(
    settingsOf(panelWith({ kind: 'bar', category: 'segment', values: ['share'] }, columns)),
  ).toMatchObject({
    'graph.dimensions': ['segment'],
    'graph.metrics': ['share'],
  });
  const scatter = panelWith({ kind: 'scatter', x: 'map_x', y: 'map_y', key: 'title' }, columns);
  expect(panelCard(scatter, view, context)).toMatchObject({
    display: 'scatter',
    visualization_settings: { 'graph.dimensions': ['map_x', 'segment'], 'graph.metrics': ['map_y'] },
  });
  const grid = panelWith({ kind: 'grid', down: 'title', across: 'segment', value: 'share' }, columns);
  expect(panelCard(grid, view, context)).toMatchObject({
    display: 'table',
    dataset_query: { stages: [{ native: expect.stringMatching(/^select "title", "segment", "share"\n/) }] },
    visualization_settings: {
      'table.pivot': true,
      'table.pivot_column': 'segment',
      'table.cell_column': 'share',
    },
  });
});

test('bars lie or stand, in stacks or not; a line has the ends of its interval; edges keep their order', () => {
  expect(drawnAs('bar_lying').display).toBe('row');
  expect(drawnAs('bar_upright').display).toBe('bar');
  expect(drawnAs('bar_stacked').visualization_settings).toMatchObject({
    'graph.dimensions': ['month', 'segment'],
    'graph.metrics': ['money'],
    'stackable.stack_type': 'stacked',
  });
  expect(drawnAs('line_marked')).toMatchObject({
    display: 'line',
    visualization_settings: {
      'graph.dimensions': ['customers'],
      'graph.metrics': ['share', 'kept'],
      series_settings: { share: { title: 'Share' }, kept: { title: 'Kept' } },
    },
  });
  const { facet: _, split: __, ...interval } = examples.line_interval!.chart as LineChart;
  const line = panelWith(interval, examples.line_interval!.columns);
  expect(panelCard(line, view, context).visualization_settings).toMatchObject({
    'graph.metrics': ['money', 'low', 'high'],
    series_settings: { low: { 'line.style': 'dashed' }, high: { 'line.style': 'dashed' } },
  });
  const { facet, ...histogram } = examples.histogram_facets!.chart as HistogramChart;
  const bars = panelWith(histogram, examples.histogram_facets!.columns);
  expect(panelCard(bars, view, context)).toMatchObject({
    display: 'bar',
    visualization_settings: { 'graph.dimensions': ['lower'], 'graph.x_axis.scale': 'ordinal' },
  });
});

test('boxes and small multiples are tables of their figures, each with its unit', () => {
  for (const name of ['box_segments', 'histogram_facets', 'scatter_named']) {
    const { display, visualization_settings } = drawnAs(name);
    const shown = [
      ...examples[name]!.columns.map((each) => each.name),
      ...(name === 'scatter_named' ? [] : ['unit']),
    ];
    expect([name, display, visualization_settings['table.columns']]).toEqual([
      name,
      'table',
      shown.map((column) => ({ name: column, enabled: true })),
    ]);
  }
});

test('correlations are shaded on both sides of 0', () => {
  expect(drawnAs('grid_signed').visualization_settings['table.column_formatting']).toEqual([
    expect.objectContaining({
      min_value: -1,
      max_value: 1,
      colors: [expect.anything(), 'white', expect.anything()],
    }),
  ]);
});

const drawnAs = (name: string) =>
  panelCard(panelWith(examples[name]!.chart, examples[name]!.columns), view, context);

test('an entity id has 21 characters, the same for the same words, and keeps words apart', () => {
  expect(entityId('Insiders', 'card', 'sales')).toMatch(/^[A-Za-z0-9_-]{21}$/);
  expect(entityId('Insiders', 'card', 'sales')).toBe(entityId('Insiders', 'card', 'sales'));
  expect(entityId('a', 'bc')).not.toBe(entityId('ab', 'c'));
});
