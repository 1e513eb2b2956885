import type { Field } from '../../orders/order-line.js';
import type { ColumnMapping } from '../column-mapping.js';
import type { ColumnProfile } from '../column-profile.js';
import { saidByHeader } from '../header-concepts.js';
import { rowsOfOrders } from '../money-grain.js';
import { settleMoney } from '../settle-money.js';
import { byScore, type Candidate } from './candidate.js';

/** `Amount paid` beside `Total`: what was paid by now is not what the order comes to. */
export function withoutPaid(
  candidates: readonly Candidate[],
  headers: readonly string[],
): readonly Candidate[] {
  const saysPaid = ({ index }: Candidate) => saidByHeader(headers[index]!).concepts.has('payment');
  const isMoney = ({ field }: Candidate) => (goodsFields as readonly Field[]).includes(field);
  const hasOther = candidates.some((each) => isMoney(each) && each.score >= leastGoods && !saysPaid(each));
  return hasOther
    ? candidates.map((each) =>
        isMoney(each) && saysPaid(each) ? { ...each, score: 0.8 * each.score } : each,
      )
    : candidates;
}

const goodsFields = ['amount', 'order_goods', 'order_total'] as const;
/** Scores that are no further apart say the same. */
const nearScore = 0.01;
/** Weaker than this, a header does not say that it is the money. */
const leastGoods = 0.8;

interface Settling {
  readonly profiles: readonly ColumnProfile[] | null;
  readonly headers: readonly string[];
  readonly claimed: ColumnMapping;
  /** Of each record; null where the file has no order number. */
  readonly orders: readonly string[] | null;
}

/** Where two headers say equally well what is the money, the values have to tell. */
export function settled(
  candidates: readonly Candidate[],
  { profiles, headers, claimed, orders }: Settling,
): { settled: readonly Candidate[]; undecided: readonly [string, string] | null } {
  const best = (field: Field) => {
    const own = candidates.filter((each) => each.field === field).toSorted(byScore);
    return profiles && own[0] && own[0].score >= 0.5 ? profiles[own[0].index] : undefined;
  };
  for (const field of goodsFields) {
    const [first, second] = candidates.filter((each) => each.field === field).toSorted(byScore);
    if (!profiles || !first || !second || claimed[field] || second.score < leastGoods) continue;
    // A total of the order and its goods may have names that are not alike, and still be taken for one another.
    const isNear = first.score - second.score <= nearScore;
    // So may the total of a line and its subtotal, of which one has the tax.
    const isLines = field === 'amount' && first.score - second.score <= 0.06;
    if (!isNear && !isLines && field !== 'order_total') continue;
    const [one, other] = [profiles[first.index]!, profiles[second.index]!];
    const others = profiles.filter((each) => each !== one && each !== other);
    const saysOrder = ({ index }: Candidate) => saidByHeader(headers[index]!).concepts.has('order');
    const goods = settleMoney(one, other, {
      ...{ quantity: best('quantity'), price: best('unit_price'), discount: best('order_discount'), others },
      orders: field === 'order_total' && orders ? rowsOfOrders(orders) : null,
      isOfOrder: [saysOrder(first), saysOrder(second)],
    });
    if (goods === 'either' || (!goods && !isNear)) continue;
    if (!goods) return { settled: candidates, undecided: [headers[first.index]!, headers[second.index]!] };
    const [winner, loser] = goods === one ? [first, second] : [second, first];
    const why = `is not the goods alone, as '${headers[goods.position - 1]}' is`;
    // Of the order, there is a field for either.
    const isTotal = field === 'order_total' || (field === 'amount' && saysOrder(loser));
    const hasGoods = candidates.some((each) => each.field === 'order_goods' && each.score >= leastGoods);
    const placed = (each: Candidate): Candidate => {
      if (each === loser) return isTotal ? { ...each, field: 'order_total' } : { ...each, score: 0, why };
      return each === winner && field === 'order_total' && !hasGoods
        ? { ...each, field: 'order_goods' }
        : each;
    };
    return { settled: candidates.map(placed), undecided: null };
  }
  return { settled: candidates, undecided: null };
}
