import { type ColumnProfile, roughNumber } from './column-profile.js';

/** Records below which arithmetic proves nothing. */
const few = 5;
const nearlyAll = 0.97;

export interface BesideMoney {
  readonly quantity: ColumnProfile | undefined;
  readonly price: ColumnProfile | undefined;
  /** Every other column. */
  readonly others: readonly ColumnProfile[];
  readonly isOfOrder: readonly [first: boolean, second: boolean];
}

/**
 * Which of two columns of money is that of the goods, where their headers say it of both: what is pieces times price;
 * either where they are the same; the smaller where the other is more by the same few shares, as of tax, or by what
 * another column says, as of shipping; the smaller as well where the other is said to be of the order.
 * @param isOfOrder whether the header of the first, of the second, says that it is what the order comes to
 * @returns null where the file does not tell
 */
export function settleMoney(
  first: ColumnProfile,
  second: ColumnProfile,
  { quantity, price, others, isOfOrder }: BesideMoney,
): ColumnProfile | null {
  const [a, b] = [first, second].map(({ values }) => values.map((value) => Math.abs(roughNumber(value))));
  const rows = a!.flatMap((value, i) => (value > 0 && b![i]! > 0 ? [i] : []));
  if (rows.length < few) return first;
  const share = (holds: (i: number) => boolean) => rows.filter(holds).length / rows.length;
  const isNear = (x: number, y: number) => Math.abs(x - y) <= 0.011 + 0.0005 * Math.abs(y);
  if (share((i) => isNear(a![i]!, b![i]!)) >= nearlyAll) return first;
  if (quantity && price) {
    const cost = quantity.values.map((value, i) =>
      Math.abs(roughNumber(value) * roughNumber(price.values[i]!)),
    );
    const [ofFirst, ofSecond] = [a!, b!].map((money) => share((i) => isNear(money[i]!, cost[i]!)));
    if (Math.abs(ofFirst! - ofSecond!) > 0.5) return ofFirst! > ofSecond! ? first : second;
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
  const isSaid = others.some(({ values, number }) => {
    if (number < 0.8) return false;
    const numbers = values.map((value) => Math.abs(roughNumber(value)));
    return share((i) => isNear(more[i]! - less[i]!, numbers[i]!)) >= nearlyAll;
  });
  return isSaid ? smaller : null;
}
