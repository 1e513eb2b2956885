import type { Chart } from './dashboard.js';

/** Columns that a chart draws: the panel lists them, since they need a title and a format. */
export function plottedColumns(chart: Chart): string[] {
  const facet = 'facet' in chart && chart.facet !== undefined ? [chart.facet] : [];
  return [...drawnColumns(chart).filter((column) => column !== undefined), ...facet];
}

function drawnColumns(chart: Chart): readonly (string | undefined)[] {
  switch (chart.kind) {
    case 'cards':
      return [];
    case 'table':
      return chart.search ?? [];
    case 'bar':
      return [chart.category, chart.split, ...chart.values];
    case 'line':
      return [chart.x, chart.split, ...chart.values, chart.low, chart.high];
    case 'scatter':
      return [chart.key];
    case 'grid':
      return [chart.down, chart.across, chart.value];
    case 'box':
      return [chart.category, ...chart.five];
    case 'histogram':
      return [chart.from, chart.to, chart.value];
    case 'tree':
      return [chart.height];
    case 'flow':
      return [chart.from, chart.to, chart.value];
    case 'calendar':
      return [chart.day, chart.value];
    case 'bubble':
      return [chart.name, chart.x, chart.y, chart.size];
    case 'waterfall':
      return [chart.category, chart.value];
  }
}

/** Columns that only place or mark a row. */
export const markColumns = (chart: Chart): string[] =>
  marksOf(chart).filter((column) => column !== undefined);

function marksOf(chart: Chart): readonly (string | undefined)[] {
  switch (chart.kind) {
    case 'table':
      return [chart.link];
    case 'bar':
      return [chart.line?.where];
    case 'line':
      return [chart.marked];
    case 'flow':
      return ['from', 'to'].flatMap((end) => [`${end}_node`, `${end}_position`, `${end}_is_insiders`]);
    case 'bubble':
      return [chart.labelled, chart.base];
    case 'scatter':
      return [chart.x, chart.y, chart.xTitle, chart.yTitle, 'segment', 'segment_id', 'is_insiders'];
    case 'grid':
      return [chart.chosen, chart.dimmed, chart.note];
    case 'tree':
      return [chart.left, chart.right, chart.leftHeight, chart.rightHeight];
    case 'waterfall':
      return [chart.total];
    default:
      return [];
  }
}

/** Columns whose figures lie along one axis together. */
export function axisColumns(chart: Chart): readonly string[] {
  switch (chart.kind) {
    case 'bar':
      return chart.values;
    case 'line':
      return [...chart.values, chart.low, chart.high].filter((column) => column !== undefined);
    case 'scatter':
      return [chart.x, chart.y];
    case 'grid':
    case 'waterfall':
      return [chart.value];
    case 'box':
      return chart.five;
    case 'histogram':
      return [chart.from, chart.to, chart.value];
    case 'tree':
      return [chart.left, chart.right, chart.leftHeight, chart.rightHeight, chart.height];
    case 'flow':
    case 'calendar':
      return [chart.value];
    case 'bubble':
      return [chart.x, chart.y, chart.size, chart.base];
    default:
      return [];
  }
}

/** Marks that are words. */
export function wordMarks(chart: Chart): string[] {
  if (chart.kind === 'scatter') {
    return ['segment', chart.xTitle, chart.yTitle].filter((column) => column !== undefined);
  }
  if (chart.kind === 'table') return chart.link === undefined ? [] : [chart.link];
  if (chart.kind === 'flow') return ['from_node', 'to_node'];
  return chart.kind === 'grid' && chart.note !== undefined ? [chart.note] : [];
}
