import type { ColumnMapping } from './column-mapping.js';
import { type ColumnProfile, roughNumber, roughNumbers } from './column-profile.js';

/** Lines with a discount below which nothing is shown. */
const few = 3;

/**
 * Whether the discount of a line is taken off its amount already: a column that is the amount and the discount
 * together shows that it is, one that is the amount without it shows that it is not. Null where none does.
 */
export function isDiscountOff(mapping: ColumnMapping, profiles: readonly ColumnProfile[]): boolean | null {
  const amount = mapping.amount ?? mapping.order_goods;
  const discount = mapping.discount ?? (mapping.amount ? undefined : mapping.order_discount);
  if (!amount && mapping.list_price) return isPriceOff(mapping, profiles);
  if (!amount || !discount) return null;
  const numbersOf = (position: number) => profiles[position - 1]!.values.map(roughNumber);
  const amounts = numbersOf(amount.position);
  const discounts = numbersOf(discount.position).map(Math.abs);
  const lines = discounts.flatMap((each, i) => (each > 0.005 && Number.isFinite(amounts[i]!) ? [i] : []));
  if (lines.length < few) return null;
  const others = profiles.filter(
    ({ position, number }) => number > 0.8 && position !== amount.position && position !== discount.position,
  );
  const told = isPercent(discount.header, profiles[discount.position - 1]!)
    ? percentShows(lines, { amounts, discounts, others: others.map(({ position }) => numbersOf(position)) })
    : null;
  if (told !== null) return told;
  const shows = (sign: 1 | -1) =>
    others.some(({ position }) => {
      const numbers = numbersOf(position);
      const fits = lines.filter(
        (i) => Math.abs(Math.abs(numbers[i]!) - (Math.abs(amounts[i]!) + sign * discounts[i]!)) <= 0.011,
      );
      return fits.length >= 0.95 * lines.length;
    });
  if (shows(1)) return true;
  if (shows(-1)) return false;
  // With tax in between: amount + tax is another column, or amount - discount + tax is.
  const tax = mapping.order_tax && numbersOf(mapping.order_tax.position).map(Math.abs);
  const showsWithTax = (sign: 0 | 1) =>
    tax !== undefined &&
    lines.some((i) => tax[i]! > 0.011) &&
    others.some(({ position }) => {
      const totals = numbersOf(position);
      const told = (i: number) => Math.abs(amounts[i]!) + tax[i]! - sign * discounts[i]!;
      const fits = lines.filter((i) => Math.abs(Math.abs(totals[i]!) - told(i)) <= 0.011);
      return fits.length >= 0.95 * lines.length;
    });
  if (showsWithTax(0)) return true;
  return showsWithTax(1) ? false : null;
}

/** Whether the price is the list price without the discount, of a piece or of the line, on all lines that have one. */
function isPriceOff(
  { unit_price, list_price, discount, quantity }: ColumnMapping,
  profiles: readonly ColumnProfile[],
): boolean | null {
  if (!unit_price || !list_price || !discount) return null;
  const numbersOf = ({ position }: { readonly position: number }) =>
    roughNumbers(profiles[position - 1]!).map(Math.abs);
  const [price, before, off] = [unit_price, list_price, discount].map(numbersOf);
  const pieces = quantity ? numbersOf(quantity) : null;
  const lines = off!.flatMap((each, i) => (each > 0.005 ? [i] : []));
  if (lines.length < few) return null;
  const fits = lines.filter((i) => {
    const less = before![i]! - price![i]!;
    return Math.abs(less - off![i]!) <= 0.011 || Math.abs(less * (pieces?.[i] ?? 1) - off![i]!) <= 0.011;
  });
  return fits.length >= 0.95 * lines.length ? true : null;
}

const percent = /%|percent|prozent|pct/i;

/** Whether a discount is a share of the price in percent, by its header or its cells. */
export const isPercent = (header: string | null, { values }: ColumnProfile): boolean =>
  percent.test(header ?? '') || values.some((value) => value.endsWith('%'));

interface Percents {
  readonly amounts: readonly number[];
  readonly discounts: readonly number[];
  readonly others: readonly (readonly number[])[];
}

/** A column that is the amount less the percents shows that they are not off; one of which the amount is that, that they are. */
function percentShows(lines: readonly number[], { amounts, discounts, others }: Percents): boolean | null {
  const isNear = (x: number, y: number) =>
    Math.abs(Math.abs(x) - Math.abs(y)) <= 0.011 + 0.0005 * Math.abs(y);
  const left = (i: number) => 1 - discounts[i]! / 100;
  const shows = (holds: (other: readonly number[], i: number) => boolean) =>
    others.some((other) => lines.filter((i) => holds(other, i)).length >= 0.95 * lines.length);
  if (shows((other, i) => isNear(other[i]!, amounts[i]! * left(i)))) return false;
  return shows((other, i) => isNear(amounts[i]!, other[i]! * left(i))) ? true : null;
}
