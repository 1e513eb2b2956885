import { createRandom } from '../../../core/random/random.js';
import { countries, habits } from '../../../core/sample/habits.js';
import { type SampleShopOptions, sampleShop } from '../../../core/sample/sample-shop.js';
import { createShopCalendar } from '../../../core/sample/shop-calendar.js';
import { bgNbdExpectation } from './bg-nbd-expectation.js';
import { readSample, type SampleLine } from './read-sample.js';

const textOf = (seed: number, options: Omit<SampleShopOptions, 'random'> = {}) =>
  [...sampleShop({ random: createRandom(seed), ...options })].join('');

const text = textOf(42);
const { lines, damaged } = readSample(text);
const goods = lines.filter(({ stockCode }) => /^\d/.test(stockCode));
/** A quantity that nobody orders on purpose. */
const isMistake = ({ quantity }: SampleLine) => Math.abs(quantity) >= 2000;
const purchases = goods.filter((line) => !line.isCancellation && !isMistake(line));
const money = (of: SampleLine[]) => of.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
const byInvoice = (of: SampleLine[]) => [...new Map(of.map((line) => [line.invoice, line])).values()];
const orders = byInvoice(purchases);

describe('the file', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(textOf(42)).toBe(text);
    expect(textOf(43)).not.toBe(text);
  });

  test('starts with the usual header and holds 40,000 to 80,000 lines', () => {
    expect(
      text.startsWith('InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n'),
    ).toBe(true);
    expect(lines.length).toBeGreaterThan(40_000);
    expect(lines.length).toBeLessThan(80_000);
  });

  test('is in order of time, with invoice numbers in the same order', () => {
    const numberOf = ({ invoice }: SampleLine) => Number(invoice.replace('C', ''));
    const isEarlier = (line: SampleLine, before: SampleLine) =>
      line.date < before.date || numberOf(line) < numberOf(before);
    expect(lines.filter((line, i) => i > 0 && isEarlier(line, lines[i - 1]!))).toEqual([]);
    expect(lines[0]!.date.slice(0, 10)).toBe('2024-07-01');
    expect(lines.at(-1)!.date.slice(0, 10)).toBe('2025-12-31');
  });

  test('an invoice has one date, one customer and one country', () => {
    const invoices = byInvoice(lines);
    const heads = new Set(
      lines.map(({ invoice, date, customer, country }) => [invoice, date, customer, country].join()),
    );
    expect(heads.size).toBe(invoices.length);
  });

  test('quotes descriptions with commas and quotes', () => {
    expect(text).toMatch(/,"\w+ PICTURE FRAME, [\w ]+, 10""",/);
    expect(lines.some(({ description }) => /^\w+ PICTURE FRAME, [\w ]+, 10"$/.test(description))).toBe(true);
  });
});

describe('the customers', () => {
  test.each([1, 37, 2000])('%p of them are wanted and there', (customers) => {
    const sample = readSample(textOf(8, { customers }));
    expect(new Set(sample.lines.map(({ customer }) => customer).filter(Boolean)).size).toBe(customers);
  });

  test('top tenth brings 40 to 60 % of the revenue, whatever the seed', () => {
    for (const seed of [42, 1, 2]) {
      const revenue = new Map<string, number>();
      for (const line of readSample(textOf(seed)).lines) {
        if (line.isCancellation || isMistake(line) || !line.customer) continue;
        revenue.set(line.customer, (revenue.get(line.customer) ?? 0) + money([line]));
      }
      const ranked = [...revenue.values()].sort((one, other) => other - one);
      const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
      const share = sum(ranked.slice(0, ranked.length / 10)) / sum(ranked);
      expect(share).toBeGreaterThan(0.4);
      expect(share).toBeLessThan(0.6);
    }
  });

  test('buy again as often as BG/NBD expects for the time since their first order, to four standard errors', () => {
    const sample = readSample(textOf(9, { customers: 6000 }));
    const placed = byInvoice(
      sample.lines.filter((line) => !line.isCancellation && !isMistake(line) && line.customer),
    );
    const calendar = createShopCalendar('2025-12-31', 18);
    const dates = new Map<string, string[]>();
    for (const { customer, date } of placed) dates.set(customer, [...(dates.get(customer) ?? []), date]);

    const excess = [...dates.values()].map(([first, ...again]) => {
      const observed = calendar.days - shopTimeOf(first!, calendar);
      return again.length - bgNbdExpectation(habits.buying, observed);
    });
    const n = excess.length;
    const mean = excess.reduce((sum, x) => sum + x) / n;
    const standardError = Math.sqrt(excess.reduce((sum, x) => sum + (x - mean) ** 2, 0)) / n;
    expect(Math.abs(mean)).toBeLessThan(4 * standardError);
    expect(4 * standardError).toBeLessThan(0.25);
  });

  test('live where the weights say, most of them in one country', () => {
    const homes = new Map(
      lines.filter(({ customer }) => customer).map(({ customer, country }) => [customer, country]),
    );
    for (const { name, weight } of countries) {
      const share = [...homes.values()].filter((country) => country === name).length / homes.size;
      expect(Math.abs(share - weight / 100)).toBeLessThan(
        4 * Math.sqrt(((weight / 100) * (1 - weight / 100)) / homes.size),
      );
    }
  });
});

describe('the trade', () => {
  const ordersIn = (...months: string[]) =>
    orders.filter(({ date }) => months.includes(date.slice(0, 7))).length;

  test('has its peak in November and December: above the two months before and the two after', () => {
    const peak = ordersIn('2024-11', '2024-12');
    expect(peak).toBeGreaterThan(1.15 * ordersIn('2024-09', '2024-10'));
    expect(peak).toBeGreaterThan(1.5 * ordersIn('2025-01', '2025-02'));
    expect(peak / 2).toBeGreaterThan(1.2 * (orders.length / 18));
  });

  test('grows: the last quarter sees more orders than that of the year before', () => {
    const quarterOf = (year: number) => ordersIn(`${year}-10`, `${year}-11`, `${year}-12`);
    expect(quarterOf(2025)).toBeGreaterThan(1.05 * quarterOf(2024));
  });

  test('never happens on a Saturday', () => {
    expect(lines.filter(({ date }) => new Date(`${date.slice(0, 10)}Z`).getUTCDay() === 6)).toEqual([]);
  });

  test('dear things are bought singly, cheap ones by the dozen', () => {
    const meanQuantity = (from: number, to: number) => {
      const chosen = purchases.filter(({ price }) => price >= from && price < to);
      return chosen.reduce((sum, { quantity }) => sum + quantity, 0) / chosen.length;
    };
    expect(meanQuantity(0, 1)).toBeGreaterThan(12);
    expect(meanQuantity(10, 100)).toBeLessThan(2.5);
  });

  test('some 15 % of the orders are anonymous', () => {
    const share = orders.filter(({ customer }) => customer === '').length / orders.length;
    expect(Math.abs(share - habits.anonymousShare)).toBeLessThan(0.02);
  });

  test('what comes back was bought before, in at least that quantity', () => {
    const held = new Map<string, number>();
    // A damaged line may be a purchase: its product and customer are still in their places.
    for (const line of Object.values(damaged).flat()) {
      held.set(`${line.split(',').at(-2)} ${line.split(',')[1]}`, Number.POSITIVE_INFINITY);
    }
    const unfounded = lines.filter(({ customer, stockCode, quantity }) => {
      const left = (held.get(`${customer} ${stockCode}`) ?? 0) + quantity;
      held.set(`${customer} ${stockCode}`, left);
      return left < 0;
    });
    expect(unfounded).toEqual([]);
    expect(lines.filter(({ quantity, isCancellation }) => quantity < 0 !== isCancellation)).toEqual([]);

    const returned = lines.filter(({ isCancellation }) => isCancellation);
    const share = byInvoice(returned).length / orders.length;
    expect(share).toBeGreaterThan(0.04);
    expect(share).toBeLessThan(0.1);
  });

  test('a quantity typed in by mistake is cancelled the same day', () => {
    const mistakes = lines.filter(isMistake);
    const mistaken = mistakes.filter(({ isCancellation }) => !isCancellation);
    expect(mistaken.length).toBeGreaterThan(0);
    expect(mistakes).toHaveLength(2 * mistaken.length);
    for (const { customer, stockCode, quantity, date } of mistaken) {
      const cancellation = mistakes.find(
        (line) => line.customer === customer && line.stockCode === stockCode && line.quantity === -quantity,
      );
      expect(cancellation!.date.slice(0, 10)).toBe(date.slice(0, 10));
      expect(cancellation!.date > date).toBe(true);
    }
  });
});

describe('what is not goods, and dirt', () => {
  test('postage is paid on most orders from abroad and on none at home', () => {
    const posted = lines.filter(({ stockCode }) => stockCode === 'POST');
    const abroad = orders.filter(({ country }) => country !== countries[0]!.name);
    expect(posted.filter(({ country }) => country === countries[0]!.name)).toEqual([]);
    expect(Math.abs(posted.length / abroad.length - habits.postageShareAbroad)).toBeLessThan(0.05);
  });

  test('there are manual adjustments, free samples and missing descriptions, but few', () => {
    const count = (chosen: (line: SampleLine) => boolean) => lines.filter(chosen).length;
    for (const [n, expected] of [
      [count(({ stockCode }) => stockCode === 'M'), habits.manualRate * orders.length],
      [count(({ price }) => price === 0), habits.freeSampleRate * orders.length],
      [count(({ description }) => description === ''), habits.missingDescriptionRate * lines.length],
    ] as const) {
      expect(n).toBeGreaterThan(0);
      // Rare events are Poisson distributed: their standard deviation is the root of their mean.
      expect(Math.abs(n - expected)).toBeLessThan(4 * Math.sqrt(expected));
    }
  });

  test('lines with a missing field, a broken date and a letter in the price are there, a few dozen in all', () => {
    const { fields, date, price } = damaged;
    expect(fields.every((line) => /,\d{4}-\d\d-\d\d \d\d:\d\d,\d+\.\d\d,\d*,[A-Z]/.test(line))).toBe(true);
    expect(date.every((line) => line.includes(',########,'))).toBe(true);
    expect(price.every((line) => /,\d+\.\dO,/.test(line))).toBe(true);
    const total = fields.length + date.length + price.length;
    expect(Math.min(fields.length, date.length, price.length)).toBeGreaterThan(0);
    const expected = habits.unreadableRate * (lines.length + total);
    expect(Math.abs(total - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });
});

test.each([
  ['customers', 0],
  ['customers', 1.5],
  ['months', 0],
] as const)('%s = %p is refused', (name, count) => {
  const shop = sampleShop({ random: createRandom(1), [name]: count });
  expect(() => shop.next()).toThrow(`${name} must be an integer of at least 1; got ${count}`);
});

/** The inverse of `minuteAt`, by bisection. */
function shopTimeOf(date: string, calendar: ReturnType<typeof createShopCalendar>): number {
  let low = 0;
  let high = calendar.days;
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2;
    if (calendar.format(Math.min(calendar.minuteAt(middle), 1e7)) < date) low = middle;
    else high = middle;
  }
  return high;
}
