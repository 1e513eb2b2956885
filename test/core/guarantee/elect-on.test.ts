import { electOn } from '../../../core/guarantee/elect-on.js';
import type { Matrix } from '../../../core/matrix.js';
import { createRandom } from '../../../core/random.js';
import { defaultRules } from '../../../core/rules.js';

const random = createRandom(1);
/** 20 customers about (100, 30) and 80 about (10, 2). */
const nCustomers = 100;
const matrix: Matrix = {
  data: Float64Array.from({ length: 2 * nCustomers }, (_, at) => {
    const isBest = at < 40;
    const center = at % 2 === 0 ? (isBest ? 100 : 10) : isBest ? 30 : 2;
    return center * (0.9 + 0.2 * random());
  }),
  rows: nCustomers,
  cols: 2,
};
const revenue = Float64Array.from({ length: nCustomers }, (_, i) => matrix.data[2 * i]!);
const names = ['gross_revenue', 'invoices'];
const chosen = { space: 'scaled', model: 'kmeans', k: 2 } as const;

test('the segment with the highest mean revenue is elected, whatever the model', () => {
  const best = Uint8Array.from({ length: nCustomers }, (_, i) => Number(i < 20));
  for (const model of ['kmeans', 'ward', 'gmm'] as const) {
    expect(electOn(matrix, names, revenue, { ...chosen, model }, defaultRules)).toEqual(best);
  }
});

test('of customers who are too few, alike, or unknown in a feature nobody is elected', () => {
  const two = { data: matrix.data.slice(0, 4), rows: 2, cols: 2 };
  expect(electOn(two, names, revenue.slice(0, 2), chosen, defaultRules)).toBeNull();
  const alike = { ...matrix, data: matrix.data.map((_, at) => at % 2) };
  expect(electOn(alike, names, revenue, chosen, defaultRules)).toBeNull();
  const unknown = { ...matrix, data: matrix.data.map((value, at) => (at % 2 === 1 ? Number.NaN : value)) };
  expect(electOn(unknown, names, revenue, chosen, defaultRules)).toBeNull();
});
