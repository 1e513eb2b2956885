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
  for (let j = 0; j < distances.length; j++) {
    const distance = distances[j]!;
    result[j] = distance <= rho ? 1 : exp((rho - distance) / sigma);
  }
}

const maxIterations = 64;
const tolerance = 1e-9;
/** Where many neighbours are equally far, sigma goes to 0: it stays above this share of their mean distance. */
const smallestShare = 1e-3;

/** Newton's method; a step that would leave the interval halves it instead, or doubles sigma while it has no end. */
function findSigma(distances: Float64Array, rho: number, target: number): number {
  let low = 0;
  let high = infinity;
  let sigma = rho || 1;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    let sum = 0;
    let slope = 0;
    for (let j = 0; j < distances.length; j++) {
      const beyond = distances[j]! - rho;
      if (beyond === infinity) break;
      const strength = beyond <= 0 ? 1 : exp(-beyond / sigma);
      sum += strength;
      if (beyond > 0) slope += (strength * beyond) / (sigma * sigma);
    }
    if (abs(sum - target) <= tolerance) break;
    if (sum > target) high = sigma;
    else low = sigma;
    const otherwise = high === infinity ? 2 * sigma : (low + high) / 2;
    const next = sigma - (sum - target) / slope;
    sigma = next > low && next < Math.min(high, 2 * sigma) ? next : otherwise;
  }
  return Math.max(sigma, smallestShare * meanOfFinite(distances));
}

/** The point itself counts, at distance 0, as it does in umap-learn. */
function meanOfFinite(distances: Float64Array): number {
  let sum = 0;
  let count = 1;
  for (let j = 0; j < distances.length && distances[j]! < infinity; j++) {
    sum += distances[j]!;
    count++;
  }
  return sum / count;
}
