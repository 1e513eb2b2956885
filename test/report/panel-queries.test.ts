import type { Panel } from '../../dashboards/dashboard.js';
import { panelQueries } from '../../report/panel-queries.js';

const panel: Panel = {
  name: 'sales',
  title: 'How much?',
  description: '',
  finding: { text: '{best:money} at best', where: 'is_best' },
  columns: [
    { name: 'segment', title: 'Segment', format: 'segment' },
    { name: 'mean', title: 'Mean', format: 'measure' },
  ],
  chart: { kind: 'table' },
  place: { row: 0, column: 0, width: 24, height: 1 },
  order: 'mean desc, segment',
  limit: 10,
};

test('a query asks for what the panel shows, needs and tells, counts all rows, and binds the run', () => {
  const dashboard = { name: 'd', title: 'D', description: '', panels: [panel] };
  expect(panelQueries([dashboard], 'shop-1')).toEqual([
    {
      panel: 'sales',
      sql: [
        'select "segment", "mean", "segment_id", "is_insiders", "unit", "best", "is_best", count(*) over () as total_rows',
        'from sales',
        'where run_id = :run_id',
        'order by mean desc, segment',
        'limit 10',
      ].join('\n'),
      values: { run_id: 'shop-1' },
    },
  ]);
});
