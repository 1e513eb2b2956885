/** Mean and sample standard deviation (n - 1) of a non-empty Float64Array (n); deviation 0 for one value. */
export function moments(values: Float64Array): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 };
}

/** Pearson's correlation of two Float64Array (n), -1..1; 0 where either does not vary. */
export function correlation(a: Float64Array, b: Float64Array): number {
  const ofA = moments(a);
  const ofB = moments(b);
  const scale = ofA.deviation * ofB.deviation * (a.length - 1);
  // Not the deviations alone: that of equal values can be off by rounding.
  if (!(scale > 0) || isConstant(a) || isConstant(b)) return 0;
  const products = a.reduce((sum, value, i) => sum + (value - ofA.mean) * (b[i]! - ofB.mean), 0);
  // Of proportional values rounding can make a little more than 1.
  return Math.max(-1, Math.min(1, products / scale));
}

const isConstant = (values: Float64Array) => values.every((value) => value === values[0]);
