/** Who makes how much of the revenue: A the first half, B up to four fifths, C the rest. */
export type ValueTier = 'A' | 'B' | 'C';

/** The least that somebody of a tier has spent; null where the tier is empty. */
export interface TierCutoffs {
  readonly a: number | null;
  readonly b: number | null;
}

/** Shares of all revenue that those who spent more have made, below which a customer is of A, of B. */
const belowShare = { a: 0.5, b: 0.8 };

/** @param revenue Float64Array (nCustomers), in any order */
export function tierCutoffs(revenue: Float64Array): TierCutoffs {
  const sorted = revenue.slice().sort().reverse();
  const all = sorted.reduce((sum, value) => sum + value, 0);
  let [a, b]: (number | null)[] = [null, null];
  let above = 0;
  for (const value of sorted) {
    if (above < belowShare.a * all) a = value;
    else if (above < belowShare.b * all) b = value;
    else break;
    above += value;
  }
  return { a: a!, b: b! };
}

/** The tier of whoever has spent so much. Of several who spent the same at a border, all are of the better tier. */
export const tierOf = (revenue: number, { a, b }: TierCutoffs): ValueTier =>
  a !== null && revenue >= a ? 'A' : b !== null && revenue >= b ? 'B' : 'C';
