import type { Column, Panel } from '../dashboards/dashboard.js';

/** The columns that a panel's card selects, in the order in which they are shown. */
export function shownColumns({ chart, columns }: Panel): Column[] {
  const named = (name: string) => columns.find((column) => column.name === name)!;
  switch (chart.kind) {
    case 'cards':
    case 'table':
      return [...columns, ...unitColumn(columns)];
    case 'bar':
      return [chart.category, ...chart.values].map(named);
    case 'scatter':
      return [axis(chart.x), axis(chart.y), ...columns];
    // Metabase lays a table out as a grid only where it has these three.
    case 'grid':
      return [chart.down, chart.across, chart.value].map(named);
  }
}

const axis = (name: string): Column => ({ name, title: '', format: 'number' });

function unitColumn(columns: readonly Column[]): Column[] {
  const needsUnit = columns.some(({ format }) => format === 'measure');
  const hasUnit = columns.some(({ name }) => name === 'unit');
  return needsUnit && !hasUnit ? [{ name: 'unit', title: 'Unit', format: 'text' }] : [];
}
