/**
 * The first index at which the running sum of the weights exceeds the target; the last positive one if rounding keeps
 * it below.
 * @param weights Float64Array, >= 0
 * @param target from 0 to below the sum of the weights
 */
export function drawByWeight(weights: Float64Array, target: number): number {
  let sum = 0;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    last = i;
    sum += weights[i]!;
    if (sum > target) break;
  }
  return last;
}
