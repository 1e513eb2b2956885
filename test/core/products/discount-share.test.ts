import { discountShare } from '../../../core/products/discount-share.js';
import { createRandom } from '../../../core/random/random.js';

const sumsOf = (customers: readonly { known: number; cheap: number }[]) => {
  const sum = (of: (one: { known: number; cheap: number }) => number) =>
    customers.reduce((total, one) => total + of(one), 0);
  return {
    money: sum(({ known }) => known),
    knownMoney: sum(({ known }) => known),
    cheapMoney: sum(({ cheap }) => cheap),
    saved: 0,
    customers: customers.length,
    knownSquares: sum(({ known }) => known * known),
    cheapSquares: sum(({ cheap }) => cheap * cheap),
    products: sum(({ known, cheap }) => known * cheap),
  };
};

test('by hand: of 100 and 100, 20 and 40 bought for less are 30 %', () => {
  // Residuals 20 - 30 and 40 - 30: sqrt((100 + 100) * 2 / 1) / 200 = .1; 80 % is 1.2816 of it either way.
  const { share, low, high } = discountShare(
    sumsOf([
      { known: 100, cheap: 20 },
      { known: 100, cheap: 40 },
    ]),
    0.8,
  );
  expect(share).toBeCloseTo(0.3, 12);
  expect(high! - share!).toBeCloseTo(0.12816, 4);
  expect(share! - low!).toBeCloseTo(0.12816, 4);
});

test('an interval of 80 % holds the truth about as often', () => {
  const random = createRandom(3);
  let held = 0;
  for (let round = 0; round < 300; round++) {
    const customers = Array.from({ length: 60 }, () => {
      const known = 10 + 90 * random();
      return { known, cheap: known * random() ** 2 };
    });
    const { low, high } = discountShare(sumsOf(customers), 0.8);
    // E[u²] = 1/3
    if (low! <= 1 / 3 && 1 / 3 <= high!) held++;
  }
  expect(held / 300).toBeGreaterThan(0.73);
  expect(held / 300).toBeLessThan(0.87);
});

test('nothing known has no share, one customer no interval', () => {
  expect(discountShare(sumsOf([]), 0.8)).toEqual({ share: null, low: null, high: null });
  expect(discountShare(sumsOf([{ known: 10, cheap: 5 }]), 0.8)).toEqual({
    share: 0.5,
    low: null,
    high: null,
  });
});
