const { abs, exp, log2 } = Math;
const { POSITIVE_INFINITY: infinity } = Number;

/** Halvings of the interval, after doublings up to the size of beta: distances may be 1e-20 or 1e20. */
const bisections = 200;
/** Of the entropy, in bits. */
const tolerance = 1e-8;

/**
 * How likely a point takes each neighbour: p(j) in proportion to exp(-beta distance²), where beta makes the entropy
 * log2(perplexity). Where too many neighbours are equally near for that, these share all.
 *
 * Symbols: beta, the precision of the Gaussian around the point, 1 / (2 sigma²), in 1 / distance².
 * @param distances Float64Array (k), rising
 * @param perplexity how many neighbours count, 1..k
 * @param result Float64Array (k): where the probabilities, which add up to 1, are written
 * @see van der Maaten, Hinton 2008, Visualizing data using t-SNE, equation 1 and section 2
 */
export function calibrate(distances: Float64Array, perplexity: number, result: Float64Array): void {
  const target = log2(perplexity);
  const nearest = distances[0]! * distances[0]!;
  let low = 0;
  let high = infinity;
  let beta = 1;
  for (let step = 0; step < bisections; step++) {
    const surplus = entropyAt(distances, nearest, beta, result) - target;
    if (abs(surplus) <= tolerance) return;
    if (surplus > 0) low = beta;
    else high = beta;
    beta = high === infinity ? 2 * beta : (low + high) / 2;
  }
}

/** Writes the probabilities; returns their entropy in bits. */
function entropyAt(distances: Float64Array, nearest: number, beta: number, result: Float64Array): number {
  let sum = 0;
  let weighted = 0;
  for (let j = 0; j < distances.length; j++) {
    const beyond = distances[j]! * distances[j]! - nearest;
    const strength = exp(-beta * beyond);
    result[j] = strength;
    sum += strength;
    weighted += strength * beyond;
  }
  for (let j = 0; j < distances.length; j++) result[j]! /= sum;
  return log2(sum) + (beta * weighted) / (sum * Math.LN2);
}
