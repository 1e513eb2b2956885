import type { ColumnMapping } from '../column-mapping.js';
import { type ColumnProfile, roughNumbers } from '../column-profile.js';

/** Orders with shipping below which nothing is shown. */
const few = 2;

/**
 * The mapping with the goods of an order where they are: a column that is the other and the shipping together has the
 * shipping in it, so that the other has the goods. What a rule names stays.
 */
export function goodsWithoutShipping(
  mapping: ColumnMapping,
  headers: readonly string[],
  profiles: readonly ColumnProfile[],
): ColumnMapping {
  const { order_goods, order_total, order_shipping, order_tax } = mapping;
  if (!order_goods || !order_total || !order_shipping) return mapping;
  if (order_goods.matchedBy === 'rule' || order_total.matchedBy === 'rule') return mapping;
  const numbersOf = (position: number) => roughNumbers(profiles[position - 1]!);
  const [both, goods, shipping] = [order_goods, order_total, order_shipping].map(({ position }) =>
    numbersOf(position),
  ) as [number[], number[], number[]];
  const shipped = shipping.flatMap((money, i) => (money > 0.011 ? [i] : []));
  const isNear = (x: number, y: number) => Math.abs(x - y) <= 0.011;
  if (shipped.length < few || !shipped.every((i) => isNear(both[i]!, goods[i]! + shipping[i]!)))
    return mapping;
  // With the tax as well, another column may be all that was paid.
  const tax = order_tax ? numbersOf(order_tax.position) : null;
  const paid =
    tax?.some((money) => money > 0.011) &&
    profiles.find(
      ({ position, number }) =>
        number > 0.8 && numbersOf(position).every((money, i) => isNear(money, both[i]! + tax[i]!)),
    );
  const total = paid
    ? { header: headers[paid.position - 1] ?? null, position: paid.position, matchedBy: 'values' as const }
    : order_goods;
  return { ...mapping, order_goods: order_total, order_total: total };
}
