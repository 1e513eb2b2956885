import type { CancelledPair } from '../../../core/cleaning/receipt.js';
import { type OrderLine, withOrderLake } from './order-lake.js';

const on = (day: number, quantity: number, invoice_id: string): OrderLine => ({
  ordered_at: `2020-01-${String(day).padStart(2, '0')} 12:00:00`,
  quantity,
  invoice_id,
});

/** The pairs of purchase and cancellation that are found, as invoices. */
async function pairsOf(lines: readonly OrderLine[], cancelledWithinDays = 1): Promise<string[]> {
  let pairs: readonly CancelledPair[] = [];
  await withOrderLake(async (lake) => {
    await lake.upload('u1', [...lines, { invoice_id: 'kept', stock_code: 'kept' }]);
    const receipt = await lake.clean(['u1'], { cleaning: { cancelledWithinDays } });
    pairs = receipt.cancelled.largest;
    const row = receipt.rows.find(({ rule }) => rule === 'cancelled');
    expect(row!.lines).toBe(2 * receipt.cancelled.pairs);
    expect(row!.money).toBe(0);
  });
  return pairs.map((pair) => `${pair.purchaseInvoiceId}-${pair.returnInvoiceId}`).sort();
}

test('a purchase and its cancellation go together, the receipt shows what they seemed to bring', async () => {
  await withOrderLake(async (lake) => {
    await lake.upload('u1', [on(1, 3, 'P'), on(2, -3, 'C'), on(3, 1, 'Q')]);
    const receipt = await lake.clean(['u1']);
    expect(receipt.cancelled).toEqual({
      pairs: 1,
      money: 7.5,
      largest: [
        {
          customerId: '7',
          stockCode: '10002',
          unitPrice: 2.5,
          pieces: 3,
          money: 7.5,
          purchaseInvoiceId: 'P',
          returnInvoiceId: 'C',
          purchasedOn: '2020-01-01',
          returnedOn: '2020-01-02',
        },
      ],
    });
    const kept = receipt.rows.filter(({ kind }) => kind === 'kept').map(({ lines }) => lines);
    expect(kept).toEqual([1, 0]);
  });
});

test('within a day the time does not matter: files with and without times agree', async () => {
  const cancelledFirst = { ...on(1, -3, 'C'), ordered_at: '2020-01-01 08:00:00' };
  expect(await pairsOf([cancelledFirst, on(1, 3, 'P')])).toEqual(['P-C']);
});

test.each([
  ['a day too late', [on(1, 3, 'P'), on(3, -3, 'C')]],
  ['before the purchase', [on(1, -3, 'C'), on(2, 3, 'P')]],
  ['another quantity', [on(1, 3, 'P'), on(1, -2, 'C')]],
  ['another price', [on(1, 3, 'P'), { ...on(1, -3, 'C'), unit_price: 2.4 }]],
  ['another product', [on(1, 3, 'P'), { ...on(1, -3, 'C'), stock_code: '10003' }]],
  ['another customer', [on(1, 3, 'P'), { ...on(1, -3, 'C'), customer_id: '8' }]],
])('%s is no pair', async (_, lines) => {
  expect(await pairsOf(lines)).toEqual([]);
});

test('the same day is a limit of 0 days', async () => {
  expect(await pairsOf([on(1, 3, 'P'), on(1, -3, 'C')], 0)).toEqual(['P-C']);
  expect(await pairsOf([on(1, 3, 'P'), on(2, -3, 'C')], 0)).toEqual([]);
});

test('a line is used once: of two cancellations only one finds the purchase', async () => {
  expect(await pairsOf([on(1, 3, 'P'), on(1, -3, 'C1'), on(2, -3, 'C2')])).toEqual(['P-C1']);
});

test('a cancellation takes the latest purchase still open, an older one is left for the next', async () => {
  const lines = [on(1, 3, 'P1'), on(2, 3, 'P2'), on(2, -3, 'C1'), on(3, -3, 'C2')];
  expect(await pairsOf(lines)).toEqual(['P2-C1']);
  expect(await pairsOf(lines, 2)).toEqual(['P1-C2', 'P2-C1']);
});

test('a cancellation without a purchase does not disturb the pairs after it', async () => {
  const lines = [on(1, -3, 'C0'), on(4, 3, 'P1'), on(4, -3, 'C1'), on(5, 3, 'P2'), on(6, -3, 'C2')];
  expect(await pairsOf(lines)).toEqual(['P1-C1', 'P2-C2']);
});

test('lines without a product are paired by customer and money', async () => {
  const whole = { stock_code: null };
  expect(
    await pairsOf([
      { ...on(1, 1, 'P'), ...whole },
      { ...on(1, -1, 'C'), ...whole },
    ]),
  ).toEqual(['P-C']);
});

test('a line that a rule removed before is no part of a pair', async () => {
  const postage = { stock_code: 'POST', description: 'POSTAGE' };
  expect(
    await pairsOf([
      { ...on(1, 1, 'P'), ...postage },
      { ...on(1, -1, 'C'), ...postage },
    ]),
  ).toEqual([]);
});
