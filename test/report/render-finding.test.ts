import type { Finding, Panel } from '../../dashboards/dashboard.js';
import type { Row } from '../../report/read-rows.js';
import { renderFinding } from '../../report/render-finding.js';

const sentence = (finding: Finding, row: Row, ...others: Row[]) => {
  const columns = [
    { name: 'customers', title: 'Customers', format: 'count' },
    { name: 'value', title: 'Value', format: 'measure' },
    { name: 'profit', title: 'Profit', format: 'money' },
  ];
  const panel = { finding, columns } as unknown as Panel;
  return renderFinding(panel, [row, ...others], null)!.markup.replaceAll('\u202f', ' ');
};

test('a sentence of one is told in the singular', () => {
  const finding = { text: '{customers} Insiders bring much', one: '{customers} Insider brings much' };
  expect(sentence(finding, { customers: 2 })).toBe('<b>2</b> Insiders bring much');
  expect(sentence(finding, { customers: 1 })).toBe('<b>1</b> Insider brings much');
  expect(sentence({ text: finding.text }, { customers: 1 })).toBe('<b>1</b> Insiders bring much');
});

test('a measure is written in the unit of its row', () => {
  expect(sentence({ text: '{value}' }, { value: 0.273, unit: 'ratio' })).toBe('<b>27 %</b>');
  expect(sentence({ text: '{value}' }, { value: 66.09, unit: 'money' })).toBe('<b>66.09</b>');
});

test('money is told without cents where its column has none', () => {
  expect(sentence({ text: '{profit}' }, { profit: -26.54 }, { profit: 999 })).toBe('<b>-26.54</b>');
  expect(sentence({ text: '{profit}' }, { profit: -26.54 }, { profit: 1000 })).toBe('<b>-27</b>');
});
