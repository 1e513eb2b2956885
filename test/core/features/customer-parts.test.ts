import { customerParts } from '../../../core/features/customer-parts.js';

test('parts follow one another and are all customers', () => {
  expect(customerParts(250_000)).toEqual([
    { from: 0, to: 100_000 },
    { from: 100_000, to: 200_000 },
    { from: 200_000, to: 250_000 },
  ]);
  expect(customerParts(100_000)).toEqual([{ from: 0, to: 100_000 }]);
  expect(customerParts(0)).toEqual([]);
});
