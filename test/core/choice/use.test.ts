import { pastCustomers } from '../../../core/choice/past-customers.js';
import { explainedShare } from '../../../core/choice/use.js';
import { createRandom } from '../../../core/random/random.js';
import { planted } from '../promise/shops.js';

test('groups that rank apart tell all: ranks 1.5, 1.5, 3.5, 3.5 lie between them alone', () => {
  expect(explainedShare(Int32Array.of(0, 0, 1, 1), Float64Array.of(5, 5, 9, 9))).toBe(1);
});

test('by hand: of squares 5, 4 lie between; 1 - (1 - 4 / 5) × 3 / 2 is .7', () => {
  // Ranks 1, 2, 3, 4 about 2.5: 2.25 + .25 + .25 + 2.25 = 5; means 1.5 and 3.5: 4 × 1 = 4.
  expect(explainedShare(Int32Array.of(0, 0, 1, 1), Float64Array.of(1, 2, 30, 4000))).toBeCloseTo(0.7, 12);
});

test('groups by lot tell about nothing, however many; so does money that is the same for everybody', () => {
  const random = createRandom(1);
  const money = Float64Array.from({ length: 2000 }, random);
  for (const k of [2, 10, 50]) {
    const labels = Int32Array.from(money, () => Math.floor(k * random()) - 1);
    expect(Math.abs(explainedShare(labels, money))).toBeLessThan(0.02);
  }
  expect(explainedShare(Int32Array.of(0, 1, 1), Float64Array.of(3, 3, 3))).toBe(0);
});

test('customers of the past know nothing of what they spent since', () => {
  const { history, day } = planted('past use');
  const past = pastCustomers(history, day, [3, 6])!;
  const origin = day - 91;
  const values = history.values.map((value, at) => (history.days[at]! > origin ? 2 * value : value));
  const other = pastCustomers({ ...history, values }, day, [3, 6])!;
  expect(other.columns).toEqual(past.columns);
  expect(other.spentAfter).toEqual(past.spentAfter.map((money) => 2 * money));
  expect(past.columns.recency_days!.every((days) => days >= 0)).toBe(true);
});
