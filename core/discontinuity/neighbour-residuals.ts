import type { Rows, Side } from './local-weights.js';

/** Neighbours whom each is compared with. */
const matches = 3;
/** Distances that differ by less are the same: half the digits of a double. */
const sameDistance = 2 ** -26;

/**
 * How far each is from its three nearest neighbours in score (more where several are as near), scaled so that its
 * square estimates the variance there. Needs no fitted line, so a crooked one does not inflate it.
 * @param rows who takes part
 * @returns Float64Array (n), 0 outside the rows
 * @see Calonico, Cattaneo, Titiunik 2014, Robust nonparametric confidence intervals for regression-discontinuity designs, section 2.4; Abadie, Imbens 2006
 */
export function neighbourResiduals({ x, y }: Side, { from, to }: Rows): Float64Array {
  const residuals = new Float64Array(x.length);
  const n = to - from;
  const { firsts, lasts } = tiesOf(x, from, to);
  const sums = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) sums[i + 1] = sums[i]! + y[from + i]!;
  const enough = Math.min(matches, n - 1);
  if (enough < 1) return residuals;
  for (let i = from; i < to; i++) {
    let low = firsts[i - from]!;
    let high = lasts[i - from]!;
    while (high - low < enough) {
      const left = low > from ? x[i]! - x[low - 1]! : Number.POSITIVE_INFINITY;
      const right = high < to - 1 ? x[high + 1]! - x[i]! : Number.POSITIVE_INFINITY;
      const same = Math.max(left, right) * sameDistance;
      const [takeLeft, takeRight] =
        Number.isFinite(left) && Number.isFinite(right)
          ? [left - right <= same, right - left <= same]
          : [Number.isFinite(left), Number.isFinite(right)];
      const [toLeft, toRight] = [low - 1, high + 1];
      if (takeLeft) low = firsts[toLeft - from]!;
      if (takeRight) high = lasts[toRight - from]!;
    }
    const others = high - low;
    const mean = (sums[high + 1 - from]! - sums[low - from]! - y[i]!) / others;
    residuals[i] = Math.sqrt(others / (others + 1)) * (y[i]! - mean);
  }
  return residuals;
}

/** Int32Array (to - from) each: the first and the last place of the same score. */
function tiesOf(x: Float64Array, from: number, to: number) {
  const firsts = new Int32Array(to - from);
  const lasts = new Int32Array(to - from);
  for (let i = from; i < to; i++)
    firsts[i - from] = i > from && x[i] === x[i - 1] ? firsts[i - 1 - from]! : i;
  for (let i = to - 1; i >= from; i--)
    lasts[i - from] = i < to - 1 && x[i] === x[i + 1] ? lasts[i + 1 - from]! : i;
  return { firsts, lasts };
}
