import type { BarChart, Column, LineChart, Panel } from '../dashboards/dashboard.js';
import { columnKey } from './column-settings.js';
import { displayOf } from './display-of.js';

/** The part of `visualization_settings` that the chart's kind decides. */
export function chartSettings(panel: Panel, shown: readonly Column[]): object {
  const { chart, columns } = panel;
  if (chart.kind === 'grid') return gridSettings(chart.across, chart.value, chart.signed ?? false);
  if (displayOf(chart) === 'table') {
    return { 'table.columns': shown.map(({ name }) => ({ name, enabled: true })) };
  }
  switch (chart.kind) {
    case 'bar':
      return {
        ...axes([chart.category, chart.split], chart.values),
        ...(chart.stacked ? { 'stackable.stack_type': 'stacked' } : {}),
        series_settings: { ...seriesTitles(columns, chart), ...lineOver(chart) },
      };
    case 'line':
      return lineSettings(chart, columns);
    case 'scatter':
      return {
        ...axes([chart.x, 'segment'], [chart.y]),
        'graph.tooltip_columns': columns.map(({ name }) => columnKey(name)),
      };
    case 'flow':
      return { 'sankey.source': 'from_node', 'sankey.target': 'to_node', 'sankey.value': chart.value };
    case 'calendar':
      return axes([chart.day], [chart.value]);
    case 'bubble':
      return {
        ...axes([chart.x], [chart.y]),
        'graph.x_axis.scale': 'log',
        'graph.x_axis.labels_enabled': true,
        'graph.y_axis.labels_enabled': true,
        'scatter.bubble': chart.size,
        'graph.tooltip_columns': columns.map(({ name }) => columnKey(name)),
      };
    case 'histogram':
      return { ...axes([chart.from], [chart.value]), 'graph.x_axis.scale': 'ordinal' };
    default:
      throw new Error(`${panel.name}: Metabase cannot draw a ${chart.kind}`);
  }
}

/** The panel's title says what is drawn, so the axes do not say it again. */
const axes = (dimensions: readonly (string | undefined)[], metrics: readonly string[]) => ({
  'graph.dimensions': dimensions.filter((name) => name !== undefined),
  'graph.metrics': metrics,
  'graph.x_axis.labels_enabled': false,
  'graph.y_axis.labels_enabled': false,
});

/** The series that is compared with, as a line over the bars. */
const lineOver = ({ line }: BarChart): object =>
  line === undefined
    ? {}
    : { [line.name]: { display: 'line', 'line.style': 'dashed', 'line.marker_enabled': false } };

/** Metabase breaks one metric down by a second dimension, so the ends of an interval need lines that are not split. */
function lineSettings(chart: LineChart, columns: readonly Column[]): object {
  const ends = chart.split === undefined ? [chart.low, chart.high].filter((end) => end !== undefined) : [];
  const thin = { 'line.style': 'dashed', 'line.marker_enabled': false, 'line.size': 'S' };
  const titles = seriesTitles(columns, { ...chart, values: [...chart.values, ...ends] });
  return {
    ...axes([chart.x, chart.split], [...chart.values, ...ends]),
    series_settings: Object.fromEntries(
      Object.entries(titles).map(([name, title]) => [
        name,
        ends.includes(name) ? { ...title, ...thin } : title,
      ]),
    ),
  };
}

/** Of a split chart each series is named by its rows. */
const seriesTitles = (
  columns: readonly Column[],
  { values, split }: Pick<BarChart | LineChart, 'values' | 'split'>,
): Record<string, { title: string }> =>
  split === undefined
    ? Object.fromEntries(
        columns.filter(({ name }) => values.includes(name)).map(({ name, title }) => [name, { title }]),
      )
    : {};

const gridSettings = (across: string, value: string, isSigned: boolean) => ({
  'table.pivot': true,
  'table.pivot_column': across,
  'table.cell_column': value,
  'table.column_formatting': [isSigned ? signedShade(value) : shade(value)],
});

/** From white to one blue: order is seen without telling colours apart. */
const shade = (column: string) => ({
  columns: [column],
  type: 'range',
  colors: ['white', '#509EE3'],
  min_type: null,
  max_type: null,
});

/** From ochre through white to blue, -1 to 1. */
const signedShade = (column: string) => ({
  columns: [column],
  type: 'range',
  colors: ['#C9A227', 'white', '#509EE3'],
  min_type: 'custom',
  min_value: -1,
  max_type: 'custom',
  max_value: 1,
});
