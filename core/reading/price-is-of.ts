import type { ColumnMapping } from './column-mapping.js';
import { type ColumnProfile, roughNumber } from './column-profile.js';

/** Products that must have been sold in several quantities before their prices tell anything. */
const leastProducts = 5;

/**
 * Whether a price is for one piece or for all pieces of its line: the same product in other quantities keeps
 * the one and multiplies the other. Null where too few products tell.
 */
export function priceIsOf(
  mapping: ColumnMapping,
  profiles: readonly ColumnProfile[],
): 'piece' | 'line' | null {
  const { quantity, unit_price: price, stock_code: code, description } = mapping;
  const product = code ?? description;
  if (!quantity || !price || !product) return null;
  const valuesOf = ({ position }: { position: number }) => profiles[position - 1]!.values;
  const names = valuesOf(product);
  const pieces = valuesOf(quantity).map(roughNumber);
  const prices = valuesOf(price).map(roughNumber);
  const sold = new Map<string, { quantities: Set<number>; prices: Set<number>; perPiece: Set<number> }>();
  for (const [i, name] of names.entries()) {
    const [n, money] = [Math.abs(pieces[i]!), Math.abs(prices[i]!)];
    if (name === '' || !(n > 0) || !(money > 0)) continue;
    const seen = sold.get(name) ?? { quantities: new Set(), prices: new Set(), perPiece: new Set() };
    seen.quantities.add(n);
    seen.prices.add(money);
    seen.perPiece.add(Math.round((money / n) * 100) / 100);
    sold.set(name, seen);
  }
  const telling = [...sold.values()].filter(({ quantities }) => quantities.size > 1);
  if (telling.length < leastProducts) return null;
  const constant = telling.filter((seen) => seen.prices.size === 1).length;
  const multiplied = telling.filter((seen) => seen.perPiece.size === 1 && seen.prices.size > 1).length;
  if (multiplied >= 0.6 * telling.length && constant <= 0.1 * telling.length) return 'line';
  return constant >= 0.6 * telling.length && multiplied <= 0.1 * telling.length ? 'piece' : null;
}
