import type { Panel } from '../../dashboards/dashboard.js';
import { panelCsv } from '../../report/panel-csv.js';

const panel: Panel = {
  name: 'sales',
  title: 'How much?',
  description: '',
  chart: { kind: 'table' },
  columns: [
    { name: 'customer_id', title: 'Customer', format: 'text' },
    { name: 'mean', title: 'Mean', format: 'measure' },
    { name: 'last_ordered_on', title: 'Last order', format: 'date' },
    { name: 'is_extreme', title: 'Extreme', format: 'flag' },
  ],
  place: { row: 0, column: 0, width: 24, height: 1 },
  order: 'customer_id',
};

test('figures are whole, each with its unit; text that a spreadsheet would run is defused; nothing known is empty', () => {
  const rows = [
    { customer_id: '=1+1', mean: 1 / 3, unit: 'money', last_ordered_on: '2011-12-09', is_extreme: true },
    { customer_id: '17,5 "x"', mean: -2, unit: 'days', last_ordered_on: null, is_extreme: false },
  ];
  expect(panelCsv(panel, rows)).toBe(
    [
      'customer_id,mean,last_ordered_on,is_extreme,unit',
      "'=1+1,0.3333333333333333,2011-12-09,true,money",
      '"17,5 ""x""",-2,,false,days',
      '',
    ].join('\n'),
  );
});
