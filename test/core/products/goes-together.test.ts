import { boughtMore, useOf } from '../../../core/products/bought-more.js';
import { expectedBuyers, expectedTogether } from '../../../core/products/expected-together.js';
import { goesTogether } from '../../../core/products/goes-together.js';
import { measureOffers, offersTo } from '../../../core/products/offer-next.js';
import { buyersOf, foldedUse, type ProductUse, useUntil } from '../../../core/products/product-use.js';
import { shrunkLifts } from '../../../core/products/shrunk-lift.js';
import { createRandom } from '../../../core/random/random.js';

const nProducts = 40;

/** Customers who buy more or fewer of the products, at random; with `partner`, whoever has product 0 often has 1. */
function drawnUse(nCustomers: number, seed: number, partner = 0): ProductUse {
  const random = createRandom(seed);
  const entries: [number, number, number][] = [];
  for (let customer = 0; customer < nCustomers; customer++) {
    const appetite = 0.02 + 0.4 * random() ** 3;
    const has = Array.from({ length: nProducts }, (_, j) => random() < appetite * (1 + (j % 5) / 5));
    if (has[0] && random() < partner) has[1] = true;
    has.forEach((is, j) => {
      // Product 1 comes after product 0 where it comes because of it.
      if (is) entries.push([customer, j, Math.floor(100 * random()) + (j === 1 ? 50 : 0)]);
    });
  }
  return foldedUse(
    nCustomers,
    nProducts,
    {
      customer: Float64Array.from(entries, ([customer]) => customer),
      product: Float64Array.from(entries, ([, product]) => product),
      day: Float64Array.from(entries, ([, , day]) => day),
    },
    Int32Array.from({ length: nProducts }, (_, j) => j),
  );
}

test('variants become one product, bought since the first of them', () => {
  const use = foldedUse(
    2,
    2,
    {
      customer: Float64Array.of(0, 0, 0, 1),
      product: Float64Array.of(0, 1, 2, 2),
      day: Float64Array.of(9, 4, 7, 1),
    },
    Int32Array.of(0, 0, 1),
  );
  expect([[...use.starts], [...use.products], [...use.days]]).toEqual([
    [0, 2, 3],
    [0, 1, 1],
    [4, 7, 1],
  ]);
  expect([...buyersOf(useUntil(use, 6))]).toEqual([1, 1]);
});

test('customers who buy much make no pair: expected counts are those of random use', () => {
  const use = drawnUse(4000, 3);
  const expectedOf = expectedTogether(use);
  const buyers = buyersOf(use);
  let [found, expected] = [0, 0];
  for (let i = 0; i < nProducts; i++) {
    for (let j = i + 1; j < nProducts; j++) expected += expectedOf(buyers[i]!, buyers[j]!);
  }
  for (let c = 0; c < use.nCustomers; c++) {
    const count = use.starts[c + 1]! - use.starts[c]!;
    found += (count * (count - 1)) / 2;
  }
  expect(Math.abs(found / expected - 1)).toBeLessThan(0.06);
  expect(goesTogether(use).pairs).toBeLessThan(8);
});

test('two products that go together are found, and none goes together more', () => {
  const use = drawnUse(4000, 3, 0.5);
  const together = goesTogether(use);
  expect(together.lift[1]).toBeGreaterThan(1);
  expect(together.lift[1]).toBe(Math.max(...together.lift));
  expect(together.lift[nProducts]).toBe(together.lift[1]);
  expect(together.tested).toBe((nProducts * (nProducts - 1)) / 2);
});

test('a lift is drawn to 1 by as much as it is uncertain, and chance makes none', () => {
  const counts = Float64Array.of(30, 3, 10, 8, 12, 9);
  const expected = Float64Array.of(10, 1, 10, 10, 10, 10);
  const { lift, pValue } = shrunkLifts(counts, expected, 5);
  expect(lift[0]!).toBeLessThan(3);
  expect(lift[0]!).toBeGreaterThan(lift[1]!);
  expect(pValue[0]!).toBeLessThan(0.001);
  // Three are too few to be tested.
  expect(pValue[1]).toBe(1);
  expect([...shrunkLifts(Float64Array.of(10, 10), Float64Array.of(10, 10), 5).lift]).toEqual([1, 1]);
});

test('nobody is offered what they have; the reason is the strongest of theirs', () => {
  const buyers = Float64Array.of(10, 8, 6, 4);
  const lift = new Float64Array(16);
  lift[0 * 4 + 3] = lift[3 * 4 + 0] = 5;
  lift[1 * 4 + 3] = lift[3 * 4 + 1] = 2;
  const together = { nProducts: 4, lift, pairs: 2, tested: 6 };
  // 4 (1 + 4 + 1) = 24 for product 3 above 6 for product 2.
  expect(offersTo(Int32Array.of(0, 1), buyers, together)).toEqual([
    { product: 3, because: 0 },
    { product: 2, because: null },
  ]);
  expect(offersTo(Int32Array.of(0), buyers, null, 2)).toEqual([
    { product: 1, because: null },
    { product: 2, because: null },
  ]);
  expect(offersTo(Int32Array.of(0, 1, 2, 3), buyers, null)).toEqual([]);
});

test('offers of the past know nothing of what came after', () => {
  const use = drawnUse(1500, 5, 0.8);
  const day = 60;
  let seen: ProductUse | undefined;
  const measured = measureOffers(use, { day, until: 150, most: 500 }, (past) => {
    seen = past;
    return goesTogether(past);
  });
  expect(Math.max(...seen!.days)).toBeLessThanOrEqual(day);
  for (const { customers, offered, bought, served } of measured) {
    expect(customers).toBeLessThanOrEqual(500);
    expect(offered).toBeLessThanOrEqual(5 * customers);
    expect(served).toBeLessThanOrEqual(bought);
    expect(bought).toBeGreaterThan(0);
  }
});

test('a group that buys more of everything is not said to buy everything more', () => {
  const use = drawnUse(4000, 9);
  const counts = Array.from({ length: use.nCustomers }, (_, i) => use.starts[i + 1]! - use.starts[i]!);
  const isIn = Uint8Array.from(counts, (count) => Number(count >= 8));
  expect(boughtMore(use, isIn).length).toBeLessThan(3);
  const expected = expectedBuyers(use, isIn);
  const found = buyersOf(useOf(use, isIn));
  const sum = (values: Float64Array) => values.reduce((total, one) => total + one, 0);
  expect(Math.abs(sum(found) / sum(expected) - 1)).toBeLessThan(0.05);
});

test('what a group does buy more is found, with its shares', () => {
  const use = drawnUse(3000, 2);
  // The group: half of those who have product 7, and as many of the others.
  const random = createRandom('group');
  const has = (i: number, product: number) =>
    use.products.subarray(use.starts[i]!, use.starts[i + 1]!).includes(product);
  const isIn = Uint8Array.from({ length: use.nCustomers }, (_, i) =>
    Number(random() < (has(i, 7) ? 0.6 : 0.15)),
  );
  const [first] = boughtMore(use, isIn);
  expect(first!.product).toBe(7);
  expect(first!.share).toBeGreaterThan(first!.othersShare);
  expect(first!.lift).toBeGreaterThan(1.3);
});
