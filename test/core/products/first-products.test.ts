import { firstProducts } from '../../../core/products/first-products.js';
import { createRandom, type Random } from '../../../core/random/random.js';
import { followUpsOf } from '../../fixtures/products/expected.js';

/** Customers of whom a share comes again, evenly within 100 days, each known for 20 to 200 days. */
function drawn(random: Random, count: number, share: number) {
  const durations: number[] = [];
  const came: number[] = [];
  for (let i = 0; i < count; i++) {
    const known = 20 + Math.floor(180 * random());
    const comes = random() < share ? 1 + Math.floor(100 * random()) : Number.POSITIVE_INFINITY;
    durations.push(Math.min(known, comes));
    came.push(Number(comes <= known));
  }
  return { durations, came };
}

function shop(random: Random, groups: readonly { count: number; share: number }[]) {
  const products = groups.map(({ count, share }) => drawn(random, count, share));
  const all = {
    durations: products.flatMap(({ durations }) => durations),
    came: products.flatMap(({ came }) => came),
  };
  return { all: followUpsOf(all), products: products.map((one) => ({ followUps: followUpsOf(one) })) };
}

test('a product that a second order goes with is found, whatever time its customers are known', () => {
  const groups = Array.from({ length: 20 }, (_, i) => ({ count: 300, share: i === 3 ? 0.6 : 0.3 }));
  const { all, products } = shop(createRandom(1), groups);
  const found = firstProducts(all, products, 100, 0.8);
  expect(found[3]).toMatchObject({ verdict: 'more', customers: 300 });
  // .6, seen through customers half of whom are known for less than the horizon.
  expect(Math.abs(found[3]!.cameAgain - 0.6)).toBeLessThan(0.08);
  expect(found[3]!.shrunk).toBeLessThan(found[3]!.cameAgain);
  expect(found[3]!.low).toBeLessThan(found[3]!.shrunk);
  expect(found[3]!.high).toBeGreaterThan(found[3]!.shrunk);
  expect(found.filter(({ verdict }) => verdict !== 'as usual').length).toBeLessThanOrEqual(2);
});

test('of shops without a difference one in twenty says that there is one', () => {
  let shopsWithFinds = 0;
  for (let seed = 0; seed < 60; seed++) {
    const { all, products } = shop(
      createRandom(`none/${seed}`),
      Array.from({ length: 12 }, () => ({ count: 80, share: 0.35 })),
    );
    if (firstProducts(all, products, 60, 0.8).some(({ verdict }) => verdict !== 'as usual')) shopsWithFinds++;
  }
  expect(shopsWithFinds).toBeLessThan(9);
});

test('intervals of 80 % hold the truth about as often', () => {
  let [held, count] = [0, 0];
  const random = createRandom('coverage');
  for (let round = 0; round < 12; round++) {
    const groups = Array.from({ length: 25 }, () => ({ count: 150, share: 0.2 + 0.4 * random() }));
    const { all, products } = shop(random, groups);
    firstProducts(all, products, 100, 0.8).forEach(({ low, high }, i) => {
      count++;
      if (low <= groups[i]!.share && groups[i]!.share <= high) held++;
    });
  }
  expect(held / count).toBeGreaterThan(0.7);
  expect(held / count).toBeLessThan(0.9);
});

test('without a product there is nothing to compare', () => {
  expect(firstProducts(followUpsOf({ durations: [1], came: [1] }), [], 30, 0.8)).toEqual([]);
});
