import type { BackTest } from '../../../core/forecast/back-test.js';
import { trackRecord } from '../../../core/forecast/track-record.js';

const tested = (months: number, forecast: number, naive: number, actual: number): BackTest => ({
  ...{ months, forecast, naive, actual, madeOn: '2020-01-01', group: 'all', customers: 9, model: 'bgNbd' },
  ...{ low: 0, high: 1, isCovered: false, error: forecast / actual - 1, naiveError: naive / actual - 1 },
});

test('a model that was further off than the naive forecast is not offered, and both errors are said', () => {
  const record = trackRecord([tested(3, 150, 110, 100), tested(3, 60, 95, 100)], 3);
  expect(record).toMatchObject({ offered: 'naive', trials: 2 });
  expect(record.modelError).toBeCloseTo((0.5 + 0.4) / 2, 12);
  expect(record.naiveError).toBeCloseTo((0.1 + 0.05) / 2, 12);
  expect(record.note).toBe(
    'This is as much as came before, which over 3 months was off by 7.5 % in the past; the model was off by 45 %.',
  );
});

test('a model that was closer is offered, and how far it was off is said', () => {
  const record = trackRecord([tested(3, 104, 130, 100)], 3);
  expect(record).toMatchObject({ offered: 'model', trials: 1 });
  expect(record.note).toMatch(/off by 4.0 %.*off by 30 %/);
});

test('without a record of its own a horizon borrows the next shorter one, its errors grown', () => {
  const tests = [tested(1, 50, 100, 100), tested(3, 110, 120, 100)];
  const own = trackRecord(tests, 3);
  const longer = trackRecord(tests, 12);
  expect(longer).toMatchObject({ offered: 'model', modelError: null, naiveError: null, trials: 0 });
  expect(longer.modelDeviation).toBeCloseTo(2 * own.modelDeviation, 12);
  expect(own.modelDeviation).toBeCloseTo(Math.log(1.1), 12);
  expect(longer.note).toMatch(
    /^No forecast of 12 months has come to its end yet\. Past forecasts of 3 months were off by /,
  );
});

test('without any record the model is offered, and that its interval is of chance only', () => {
  expect(trackRecord([], 3)).toMatchObject({ offered: 'model', trials: 0, modelDeviation: 0 });
  expect(trackRecord([], 3).note).toMatch(/chance only/);
});
