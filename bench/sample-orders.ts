import { dayNumber } from '../core/forecast/months.js';
import { orderDays } from '../core/forecast/order-days.js';
import type { OrderHistory } from '../core/promise/order-history.js';
import { createRandom } from '../core/random/random.js';
import { sampleShop } from '../core/sample/sample-shop.js';

/** The orders of a sample shop, its purchases only. */
export function sampleOrders(seed: number): OrderHistory {
  const days = new Map<string, { customer: string; day: number; value: number; invoices: Set<string> }>();
  const text = [...sampleShop({ customers: 2000, random: createRandom(seed) })].join('');
  for (const line of text.trim().split('\n').slice(1)) {
    const [invoice, , , quantity, date, price, customer] = line.replace(/"[^"]*"/g, '').split(',');
    const value = Number(quantity) * Number(price);
    if (!customer || !(value > 0) || Number(quantity) <= 0 || !/^\d{4}-/.test(date!)) continue;
    const day = dayNumber(date!.slice(0, 10));
    const key = `${customer} ${day}`;
    const entry = days.get(key) ?? { customer, day, value: 0, invoices: new Set() };
    entry.value += value;
    entry.invoices.add(invoice!);
    days.set(key, entry);
  }
  const rows = [...days.values()].sort((a, b) =>
    a.customer < b.customer ? -1 : a.customer > b.customer ? 1 : a.day - b.day,
  );
  const numbers = new Map([...new Set(rows.map(({ customer }) => customer))].map((id, i) => [id, i]));
  const column = (of: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, of);
  return {
    ...orderDays(numbers.size, {
      customer: column(({ customer }) => numbers.get(customer)!),
      day: column(({ day }) => day),
      value: column(({ value }) => value),
    }),
    orderCounts: Int32Array.from(rows, ({ invoices }) => invoices.size),
  };
}
