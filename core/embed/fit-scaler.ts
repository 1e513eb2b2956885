import { UserError } from '../errors/user-error.js';
import { matrixColumn } from '../features/matrix-column.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Scale } from '../rules/rules.js';
import { checkFinite } from './check-finite.js';
import { describeValues, type ValueSummary } from './describe-values.js';
import type { FeatureScale, Scaler } from './scale.js';
import { signedLog } from './scale.js';

/** A distribution is highly skewed from here on (Bulmer 1979, Principles of statistics, chapter 4). */
const highSkewness = 1;
/** Below this share of its center a spread is rounding, not variation. */
const roundingShare = 10 * Number.EPSILON;

/**
 * Fits a scale to each column.
 *
 * `minMax` maps the range to 0..1; `robust` the median to 0 and the interquartile range to 1 (the standard
 * deviation where more than half of the values are equal); `standard` the mean to 0 and the standard
 * deviation to 1; `logStandard` does so with sign(x) log(1 + |x|). `auto`, the default, takes `logStandard`
 * for a feature that is never negative and has a skewness above 1, `standard` for every other.
 * @param matrix Float64Array (nSamples × nFeatures), row-major; NaN where unknown
 * @param names one per column, for the errors and the result
 * @throws UserError `UnusableFeature` if a column has an infinite or absurdly large value or no known one
 */
export function fitScaler(
  matrix: Matrix,
  names: readonly string[],
  { scales = {} }: { scales?: Readonly<Record<string, Scale>> } = {},
): Scaler {
  checkFinite(matrix, names);
  return {
    features: names.map((name, j) => fitFeature(matrixColumn(matrix, j), name, scales[name] ?? 'auto')),
  };
}

function fitFeature(values: Float64Array, name: string, scale: Scale): FeatureScale {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) {
    throw new UserError(
      'UnusableFeature',
      `the feature ${name} is unknown for all ${values.length} customers`,
      {
        remedy: `Take ${name} out of features.use in the rules.`,
        column: name,
      },
    );
  }
  const summary = describeValues(known);
  const kind = scale === 'auto' ? scaleForShape(summary) : scale;
  const { center, spread } = centerAndSpread(kind, known, summary);
  // The mean of many equal values, and so their deviation, is off by more than rounding of one.
  const isConstant = summary.min === summary.max || spread <= Math.abs(center) * roundingShare;
  const unknown = values.length - known.length;
  return { name, kind, center, spread: isConstant ? 0 : spread, median: summary.median, unknown };
}

const scaleForShape = ({ min, skewness }: ValueSummary) =>
  min >= 0 && skewness > highSkewness ? 'logStandard' : 'standard';

function centerAndSpread(
  kind: FeatureScale['kind'],
  known: Float64Array,
  summary: ValueSummary,
): { center: number; spread: number } {
  switch (kind) {
    case 'minMax':
      return { center: summary.min, spread: summary.max - summary.min };
    case 'robust':
      return { center: summary.median, spread: summary.interquartileRange || summary.deviation };
    case 'standard':
      return { center: summary.mean, spread: summary.deviation };
    case 'logStandard': {
      const logs = describeValues(known.map(signedLog));
      return { center: logs.mean, spread: logs.deviation };
    }
  }
}
