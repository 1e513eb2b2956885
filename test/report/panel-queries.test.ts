import type { Filter, Panel } from '../../dashboards/dashboard.js';
import { conditionsOn } from '../../report/narrowing.js';
import { panelQueries, panelQuery } from '../../report/panel-queries.js';

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

test('a query asks for what the panel shows, needs and tells, counts all rows, and binds the run; of a table it takes as many as the page may hold', () => {
  const dashboard = { name: 'd', title: 'D', description: '', panels: [panel] };
  expect(panelQueries([dashboard], 'shop-1')).toEqual([
    {
      panel: 'sales',
      sql: [
        'select "segment", "mean", "segment_id", "is_insiders", "unit", "best", "is_best", (select count(*) from sales where run_id = :run_id) as total_rows',
        'from sales',
        'where run_id = :run_id',
        'order by mean desc, segment',
        'limit 2000',
      ].join('\n'),
      values: { run_id: 'shop-1' },
      columns: ['segment', 'mean', 'segment_id', 'is_insiders', 'unit', 'best', 'is_best', 'total_rows'],
    },
  ]);
});

test('what is drawn is drawn up to its limit', () => {
  const chart = { kind: 'bar', category: 'segment', values: ['mean'] } as const;
  const dashboard = { name: 'd', title: 'D', description: '', panels: [{ ...panel, chart }] };
  expect(panelQueries([dashboard], 'shop-1')[0]!.sql).toMatch(/limit 10$/);
});

test('choices narrow the view by its columns, their values bound', () => {
  const word: Filter = { name: 'segment', title: 'Segment', column: 'segment', kind: 'word' };
  const date: Filter = { name: 'period', title: 'Last order', column: 'last_ordered_on', kind: 'date' };
  const choices = [
    { filter: word, word: "O'Hara" },
    { filter: date, from: '2011-01-01', to: '2011-06-30' },
  ];
  const conditions = conditionsOn(new Set(['segment', 'last_ordered_on']), choices);
  const { sql, values } = panelQuery(panel, 'shop-1', conditions);
  expect(sql).toContain(
    [
      'where run_id = :run_id',
      'and "segment" = :segment',
      'and "last_ordered_on" >= :period_from::date',
      'and "last_ordered_on" <= :period_to::date',
    ].join('\n'),
  );
  expect(values).toEqual({
    run_id: 'shop-1',
    segment: "O'Hara",
    period_from: '2011-01-01',
    period_to: '2011-06-30',
  });
  expect(conditionsOn(new Set(['country']), choices)).toEqual([]);
});
