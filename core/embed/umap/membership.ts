const { abs, exp } = Math;
const { POSITIVE_INFINITY: infinity } = Number;

/**
 * How strongly a point holds on to its neighbours, given their distances: 1 up to the nearest, then falling by
 * exp(-(distance - rho) / sigma), where sigma makes the sum of all log2(nNeighbors).
 *
 * Symbols: rho, distance to the nearest neighbour that is not at the same place; sigma, the local scale; both in
 * the unit of the distances.
 * @param distances Float64Array (k), rising; Infinity where there is no such neighbour
 * @param nNeighbors counts the point itself, as in the paper
 * @param result Float64Array (k): where the memberships, 0..1, are written
 * @see McInnes, Healy, Melville 2018, UMAP, algorithm 3
 */
export function membership(distances: Float64Array, nNeighbors: number, result: Float64Array): void {
  const rho = distances.find((distance) => distance > 0 && distance < infinity) ?? 0;
  const sigma = findSigma(distances, rho, Math.log2(nNeighbors));
  for (let j = 0; j < distances.length; j++) result[j] = strength(distances[j]!, rho, sigma);
}

/** Halvings of the interval; doubles have no more digits to find. */
const bisections = 64;
const tolerance = 1e-9;
/** Where many neighbours are equally far, sigma goes to 0: it stays above this share of their mean distance. */
const smallestShare = 1e-3;

function findSigma(distances: Float64Array, rho: number, target: number): number {
  let low = 0;
  let high = infinity;
  let sigma = rho || 1;
  for (let step = 0; step < bisections; step++) {
    const surplus = sumOfStrengths(distances, rho, sigma) - target;
    if (abs(surplus) <= tolerance) break;
    if (surplus > 0) high = sigma;
    else low = sigma;
    sigma = high === infinity ? 2 * sigma : (low + high) / 2;
  }
  return Math.max(sigma, smallestShare * meanOfFinite(distances));
}

function sumOfStrengths(distances: Float64Array, rho: number, sigma: number): number {
  let sum = 0;
  for (let j = 0; j < distances.length; j++) sum += strength(distances[j]!, rho, sigma);
  return sum;
}

const strength = (distance: number, rho: number, sigma: number): number =>
  distance <= rho ? 1 : exp((rho - distance) / sigma);

/** The point itself counts, at distance 0, as it does in umap-learn. */
function meanOfFinite(distances: Float64Array): number {
  const finite = distances.filter(Number.isFinite);
  return finite.reduce((sum, distance) => sum + distance, 0) / (1 + finite.length);
}
