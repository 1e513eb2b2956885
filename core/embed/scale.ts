import type { Matrix } from '../matrix/matrix.js';
import type { Scale } from '../rules/rules.js';
import { checkFinite } from './check-finite.js';

/** How one feature is scaled: (transformed value - center) / spread; 0 where the spread is 0. */
export interface FeatureScale {
  readonly name: string;
  /** `logStandard` takes the sign-preserving log1p of the value first. */
  readonly kind: Exclude<Scale, 'auto'>;
  readonly center: number;
  /** 0 for a constant feature, which says nothing about anybody. */
  readonly spread: number;
  /** What an unknown value (NaN) counts as: the median of the known ones. */
  readonly median: number;
  /** How many values were unknown when the scale was fitted. */
  readonly unknown: number;
}

/** Scales of all features in the order of the columns: plain JSON that scales rows it has never seen. */
export interface Scaler {
  readonly features: readonly FeatureScale[];
}

/**
 * Scales rows with a fitted scaler; unknown values (NaN) count as the median of those it was fitted to.
 * @param matrix Float64Array (nSamples × nFeatures), row-major, columns in the scaler's order
 * @returns Float64Array (nSamples × nFeatures), row-major, all finite
 * @throws UserError `UnusableFeature` if a value is infinite or absurdly large
 */
export function scale({ features }: Scaler, matrix: Matrix): Matrix {
  checkFinite(
    matrix,
    features.map((feature) => feature.name),
  );
  const { rows, cols } = matrix;
  const data = new Float64Array(rows * cols);
  for (let j = 0; j < cols; j++) {
    const { kind, center, spread, median } = features[j]!;
    if (spread === 0) continue;
    for (let at = j; at < data.length; at += cols) {
      const value = matrix.data[at]!;
      const known = Number.isNaN(value) ? median : value;
      data[at] = ((kind === 'logStandard' ? signedLog(known) : known) - center) / spread;
    }
  }
  return { data, rows, cols };
}

/** sign(x) log(1 + |x|): the logarithm for large values of either sign, the value itself near 0. */
export const signedLog = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value));
