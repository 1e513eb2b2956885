import { bar, column } from '../../dashboards/columns.js';
import type { Panel } from '../../dashboards/dashboard.js';
import { renderTable } from '../../report/render-table.js';

const panel: Panel = {
  name: 'profits',
  title: 'Profits',
  description: '',
  chart: { kind: 'table' },
  columns: [column('segment', 'Segment', 'text'), bar(column('profit', 'Profit', 'money'))],
  place: { row: 0, column: 0, width: 24, height: 5 },
  order: 'profit desc',
};

const bars = (profits: readonly number[]) => {
  const rows = profits.map((profit, i) => ({ segment: `s${i}`, profit }));
  const { markup: text } = renderTable(panel, rows as never, null);
  return [...text.matchAll(/class="(meter[^"]*)" style="([^"]*)"/g)].map(([, kind, style]) => [kind, style]);
};

test('bars of what is below 0 reach to the left of where the others begin, on one scale', () => {
  // From -25 to 75: 0 is a quarter of the way.
  expect(bars([75, 50, -25])).toEqual([
    ['meter', '--width:75.0%;--start:25.0%'],
    ['meter', '--width:50.0%;--start:25.0%'],
    ['meter negative', '--width:25.0%;--start:0.0%'],
  ]);
});

test('where nothing is below 0, bars begin at the edge and the largest fills the column', () => {
  expect(bars([40, 10])).toEqual([
    ['meter', '--width:100.0%'],
    ['meter', '--width:25.0%'],
  ]);
});
