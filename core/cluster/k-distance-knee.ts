/** Points of the curve that are kept to draw it. */
const drawnPoints = 200;

/** The sorted distances of the samples to their neighbours, and where the curve turns up. */
export interface KDistanceKnee {
  /** The distance at the knee. */
  readonly eps: number;
  /** Share of the samples up to the knee, 0..1. */
  readonly share: number;
  /** The curve as [share of the samples, distance], rising, thinned; the first, the knee and the last are in it. */
  readonly curve: readonly (readonly [number, number])[];
}

/**
 * The knee of the k-distance curve: of the distances in rising order, drawn into the unit square, the
 * one farthest below the diagonal; of equals the first. Kneedle's difference curve without its
 * smoothing, since a sorted curve has no noise to smooth, and with its highest maximum, since DBSCAN
 * takes one eps.
 * @param distances Float64Array (nSamples), of each sample to its k-th neighbour, >= 0, nSamples >= 1
 * @see Satopaa, Albrecht, Irwin, Raghavan 2011, Finding a "kneedle" in a haystack, section III
 */
export function kDistanceKnee(distances: Float64Array): KDistanceKnee {
  const sorted = distances.slice().sort();
  const last = Math.max(sorted.length - 1, 1);
  const range = sorted.at(-1)! - sorted[0]! || 1;
  let knee = 0;
  let farthest = Number.NEGATIVE_INFINITY;
  sorted.forEach((distance, i) => {
    const below = i / last - (distance - sorted[0]!) / range;
    if (below <= farthest) return;
    farthest = below;
    knee = i;
  });
  const shareOf = (i: number) => (i + 1) / sorted.length;
  return {
    eps: sorted[knee]!,
    share: shareOf(knee),
    curve: drawnPlaces(sorted.length, knee).map((i) => [shareOf(i), sorted[i]!]),
  };
}

function drawnPlaces(count: number, knee: number): number[] {
  const steps = Math.min(count, drawnPoints) - 1;
  const even = Array.from({ length: steps + 1 }, (_, s) =>
    Math.round((s * (count - 1)) / Math.max(steps, 1)),
  );
  return [...new Set([...even, knee])].sort((a, b) => a - b);
}
