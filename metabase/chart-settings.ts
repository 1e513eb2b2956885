import type { Column, Panel } from '../dashboards/dashboard.js';
import { columnKey } from './column-settings.js';

/** Metabase's name for each kind of chart; its pivot tables are not for SQL, its tables can be laid out as a grid. */
export const displays = {
  cards: 'table',
  table: 'table',
  bar: 'bar',
  scatter: 'scatter',
  grid: 'table',
} as const;

/** The part of `visualization_settings` that the chart's kind decides. */
export function chartSettings({ chart, columns }: Panel, shown: readonly Column[]): object {
  switch (chart.kind) {
    case 'cards':
    case 'table':
      return { 'table.columns': shown.map(({ name }) => ({ name, enabled: true })) };
    case 'bar':
      return {
        'graph.dimensions': [chart.category],
        'graph.metrics': chart.values,
        'graph.x_axis.labels_enabled': false,
        'graph.y_axis.labels_enabled': false,
        series_settings: Object.fromEntries(
          columns
            .filter(({ name }) => chart.values.includes(name))
            .map(({ name, title }) => [name, { title }]),
        ),
      };
    case 'scatter':
      return {
        'graph.dimensions': [chart.x, 'segment'],
        'graph.metrics': [chart.y],
        'graph.x_axis.labels_enabled': false,
        'graph.y_axis.labels_enabled': false,
        'graph.tooltip_columns': columns.map(({ name }) => columnKey(name)),
      };
    case 'grid':
      return {
        'table.pivot': true,
        'table.pivot_column': chart.across,
        'table.cell_column': chart.value,
        'table.column_formatting': [shade(chart.value)],
      };
  }
}

/** From white to one blue: order is seen without telling colours apart. */
const shade = (column: string) => ({
  columns: [column],
  type: 'range',
  colors: ['white', '#509EE3'],
  min_type: null,
  max_type: null,
});
