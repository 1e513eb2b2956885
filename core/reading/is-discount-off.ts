import type { ColumnMapping } from './column-mapping.js';
import { type ColumnProfile, roughNumber } from './column-profile.js';

/** Lines with a discount below which nothing is shown. */
const few = 3;

/**
 * Whether the discount of a line is taken off its amount already: a column that is the amount and the discount
 * together shows that it is, one that is the amount without it shows that it is not. Null where none does.
 */
export function isDiscountOff(mapping: ColumnMapping, profiles: readonly ColumnProfile[]): boolean | null {
  const { amount, discount } = mapping;
  if (!amount || !discount) return null;
  const numbersOf = (position: number) => profiles[position - 1]!.values.map(roughNumber);
  const amounts = numbersOf(amount.position);
  const discounts = numbersOf(discount.position).map(Math.abs);
  const lines = discounts.flatMap((each, i) => (each > 0.005 && Number.isFinite(amounts[i]!) ? [i] : []));
  if (lines.length < few) return null;
  const others = profiles.filter(
    ({ position, number }) => number > 0.8 && position !== amount.position && position !== discount.position,
  );
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
