import type { ColumnMapping } from '../column-mapping.js';
import { type ColumnProfile, roughNumbers } from '../column-profile.js';
import { saidByHeader } from '../header-concepts.js';

const nearlyAll = 0.9;

/**
 * The mapping, as cancelled pieces have a say in it: they are taken off the pieces that were ordered, unless what was
 * shipped shows that they are off already. An amount that still has them is not what was sold: then pieces x price is.
 */
export function withCancelledPieces(
  mapping: ColumnMapping,
  headers: readonly string[],
  profiles: readonly ColumnProfile[],
): ColumnMapping {
  const { cancelled_quantity, ...others } = mapping;
  const { quantity, unit_price, amount } = mapping;
  if (!cancelled_quantity) return mapping;
  if (!quantity) return others;
  const numbersOf = (position: number) => roughNumbers(profiles[position - 1]!).map(Math.abs);
  const ordered = numbersOf(quantity.position);
  const cancelled = numbersOf(cancelled_quantity.position);
  const lines = cancelled.flatMap((pieces, i) => (pieces > 0 && ordered[i]! > 0 ? [i] : []));
  if (lines.length === 0) return mapping;
  const all = (holds: (i: number) => boolean) => lines.filter(holds).length >= nearlyAll * lines.length;
  const shipped = profiles.find(({ position, number }) => {
    const { concepts } = saidByHeader(headers[position - 1] ?? '');
    return (
      number > 0.8 &&
      concepts.has('quantity') &&
      /ship|deliver|liefer|versand|envi|exped|sped/i.test(headers[position - 1]!)
    );
  });
  if (shipped) {
    const sent = numbersOf(shipped.position);
    if (all((i) => sent[i] === ordered[i])) return others;
  }
  if (!amount) return mapping;
  const amounts = numbersOf(amount.position);
  // Without a price the amount is all that is known of the money.
  if (!unit_price) return others;
  const prices = numbersOf(unit_price.position);
  const isLess = all((i) => Math.abs(amounts[i]! - (ordered[i]! - cancelled[i]!) * prices[i]!) <= 0.011);
  if (isLess) return mapping;
  const { amount: before, ...without } = mapping;
  return without;
}
