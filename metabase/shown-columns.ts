import type { Column, Panel } from '../dashboards/dashboard.js';
import { displayOf } from './display-of.js';

/** The columns that a panel's card selects, in the order in which they are shown. */
export function shownColumns({ chart, columns }: Panel): Column[] {
  const named = (names: readonly (string | undefined)[]) =>
    names.filter((name) => name !== undefined).map((name) => columns.find((column) => column.name === name)!);
  // Metabase lays a table out as a grid only where it has these three.
  if (chart.kind === 'grid') return named([chart.down, chart.across, chart.value]);
  if (displayOf(chart) === 'table') return [...columns, ...unitColumn(columns)];
  switch (chart.kind) {
    case 'bar':
      return named([chart.category, chart.split, ...chart.values]);
    case 'line':
      return named([chart.x, chart.split, ...chart.values, chart.low, chart.high]);
    case 'flow':
      // One name on both sides would be one node, and a stream in a circle.
      return [...['from_node', 'to_node'].map((name) => nodes(name)), ...named([chart.value])];
    case 'calendar':
      return named([chart.day, chart.value]);
    case 'scatter':
      return [axis(chart.x), axis(chart.y), ...columns];
    default:
      return [...columns];
  }
}

const axis = (name: string): Column => ({ name, title: '', format: 'number' });

const nodes = (name: string): Column => ({ name, title: '', format: 'text' });

function unitColumn(columns: readonly Column[]): Column[] {
  const needsUnit = columns.some(({ format }) => format === 'measure');
  const hasUnit = columns.some(({ name }) => name === 'unit');
  return needsUnit && !hasUnit ? [{ name: 'unit', title: 'Unit', format: 'text' }] : [];
}
