import type { Chart } from '../dashboards/dashboard.js';

/**
 * Metabase's name for a chart. Its pivot tables are not for SQL, but its tables can be laid out as a grid; its box
 * plots want every point rather than five numbers; and it has neither trees nor small multiples: those are tables. A
 * calendar is a bar for each day.
 */
export function displayOf(chart: Chart): 'table' | 'bar' | 'row' | 'line' | 'scatter' | 'sankey' {
  if ('facet' in chart && chart.facet !== undefined) return 'table';
  switch (chart.kind) {
    case 'cards':
    case 'table':
    case 'grid':
    case 'box':
    case 'tree':
    case 'waterfall':
      return 'table';
    case 'bar':
      return chart.upright ? 'bar' : 'row';
    case 'histogram':
    case 'calendar':
      return 'bar';
    case 'flow':
      return 'sankey';
    case 'bubble':
      return 'scatter';
    case 'line':
    case 'scatter':
      return chart.kind;
  }
}
