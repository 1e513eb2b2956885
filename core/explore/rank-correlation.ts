import { ranksOf } from '../statistics/ranks-of.js';

/**
 * Spearman's rank correlation of each pair of columns, -1..1: whether customers who have more of the one have more of
 * the other, whatever the shapes. Equal values share the mean of their ranks. Customers of whom either is unknown are
 * left out of that pair; null where one of the two is the same for everybody, or fewer than two are left.
 * @param columns each Float64Array (n), NaN where unknown
 * @returns symmetric, columns × columns
 * @see Spearman 1904, The proof and measurement of association between two things
 */
export function rankCorrelations(columns: readonly Float64Array[]): (number | null)[][] {
  const ranks = columns.map((column) => (column.some(Number.isNaN) ? null : ranksOf(column)));
  const correlations = columns.map(() => columns.map((): number | null => null));
  for (let a = 0; a < columns.length; a++) {
    for (let b = 0; b <= a; b++) {
      const [x, y] = [ranks[a], ranks[b]];
      const value = x && y ? pearson(x, y) : ofKnown(columns[a]!, columns[b]!);
      correlations[a]![b] = value;
      correlations[b]![a] = value;
    }
  }
  return correlations;
}

function ofKnown(a: Float64Array, b: Float64Array): number | null {
  const isKnown = (_: number, i: number) => !Number.isNaN(a[i]!) && !Number.isNaN(b[i]!);
  return pearson(ranksOf(a.filter(isKnown)), ranksOf(b.filter(isKnown)));
}

function pearson(a: Float64Array, b: Float64Array): number | null {
  // Ranks of n values have this mean, ties or not.
  const mean = (a.length + 1) / 2;
  let [products, ofA, ofB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const x = a[i]! - mean;
    const y = b[i]! - mean;
    products += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return ofA > 0 && ofB > 0 ? products / Math.sqrt(ofA * ofB) : null;
}
