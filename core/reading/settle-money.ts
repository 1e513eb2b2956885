import { type ColumnProfile, roughNumber, roughNumbers } from './column-profile.js';

/** Records below which arithmetic proves nothing. */
const few = 5;
const nearlyAll = 0.97;

export interface BesideMoney {
  readonly quantity: ColumnProfile | undefined;
  readonly price: ColumnProfile | undefined;
  readonly discount: ColumnProfile | undefined;
  /** Records of each order, where the money is the order's. */
  readonly orders: readonly (readonly number[])[] | null;
  /** Every other column. */
  readonly others: readonly ColumnProfile[];
  readonly isOfOrder: readonly [first: boolean, second: boolean];
}

/**
 * Which of two columns of money is that of the goods, where their headers say it of both: what is pieces times price;
 * what the lines of an order add up to; either where they are the same; the smaller where the other is more by the same few shares, as of tax, or by what
 * another column says, as of shipping; the smaller as well where the other is said to be of the order.
 * @param isOfOrder whether the header of the first, of the second, says that it is what the order comes to
 * @returns null where the file does not tell
 */
export function settleMoney(
  first: ColumnProfile,
  second: ColumnProfile,
  { quantity, price, discount, orders, others, isOfOrder }: BesideMoney,
): ColumnProfile | 'either' | null {
  const [a, b] = [first, second].map(({ values }) => values.map((value) => Math.abs(roughNumber(value))));
  const rows = a!.flatMap((value, i) => (value > 0 && b![i]! > 0 ? [i] : []));
  if (rows.length < few) return 'either';
  const share = (holds: (i: number) => boolean) => rows.filter(holds).length / rows.length;
  const isNear = (x: number, y: number) => Math.abs(x - y) <= 0.011 + 0.0005 * Math.abs(y);
  if (share((i) => isNear(a![i]!, b![i]!)) >= nearlyAll) return 'either';
  if (quantity && price) {
    const cost = quantity.values.map((value, i) =>
      Math.abs(roughNumber(value) * roughNumber(price.values[i]!)),
    );
    const off = discount && roughNumbers(discount).map(Math.abs);
    const goodsOf = orders ? sumsOf(cost, orders) : cost;
    const isGoods = (money: readonly number[]) =>
      share((i) => isNear(money[i]!, goodsOf[i]!) || isNear(money[i]!, goodsOf[i]! - (off?.[i] ?? 0)));
    const [ofFirst, ofSecond] = [isGoods(a!), isGoods(b!)];
    if (Math.abs(ofFirst - ofSecond) > 0.4) return ofFirst > ofSecond ? first : second;
  }
  const isFirstMore = share((i) => a![i]! >= b![i]! - 0.011) >= nearlyAll;
  if (!isFirstMore && share((i) => b![i]! >= a![i]! - 0.011) < nearlyAll) return null;
  const [more, less] = isFirstMore ? [a!, b!] : [b!, a!];
  const smaller = isFirstMore ? second : first;
  if (isOfOrder[0] !== isOfOrder[1] && isOfOrder[isFirstMore ? 0 : 1]) return smaller;
  const rates = new Map<number, number>();
  for (const i of rows) {
    const rate = Math.round((100 * more[i]!) / less[i]!) - 100;
    rates.set(rate, (rates.get(rate) ?? 0) + 1);
  }
  const most = [...rates].toSorted((x, y) => y[1] - x[1]).slice(0, 4);
  const isTax =
    most.every(([rate]) => rate <= 30) && most.reduce((sum, [, n]) => sum + n, 0) >= nearlyAll * rows.length;
  if (isTax) return smaller;
  const isSaid = isSumOf(
    rows.slice(0, mostRows).map((i) => ({ i, sum: more[i]! - less[i]! })),
    others,
  );
  return isSaid ? smaller : null;
}

/** Rows are enough to see whether a sum holds. */
const mostRows = 200;

/** Whether the sums are what one other column says, or two together, as tax and shipping. */
function isSumOf(
  rows: readonly { readonly i: number; readonly sum: number }[],
  others: readonly ColumnProfile[],
): boolean {
  const columns = others
    .filter(({ number, zero }) => number >= 0.8 && zero < 1)
    .map(({ values }) => rows.map(({ i }) => Math.abs(roughNumber(values[i]!)) || 0));
  const holds = (told: (row: number) => number) => {
    const most = (1 - nearlyAll) * rows.length;
    let wrong = 0;
    for (let row = 0; row < rows.length && wrong <= most; row++)
      if (Math.abs(rows[row]!.sum - told(row)) > 0.011) wrong++;
    return wrong <= most;
  };
  return columns.some(
    (one, at) =>
      holds((row) => one[row]!) || columns.slice(at + 1).some((two) => holds((row) => one[row]! + two[row]!)),
  );
}

/** Of each record, the sum over its order. */
function sumsOf(values: readonly number[], orders: readonly (readonly number[])[]): number[] {
  const sums = new Array<number>(values.length).fill(0);
  for (const rows of orders) {
    const sum = rows.reduce((total, i) => total + (values[i] || 0), 0);
    for (const i of rows) sums[i] = sum;
  }
  return sums;
}
