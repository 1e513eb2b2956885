import { quantileOfSorted } from '../statistics/quantile-of-sorted.js';

/** Values from `lower` on and below `upper`; of the last bin `upper` is the largest value itself. */
export interface Bin {
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
}

/** Above this share of the values the few largest would squeeze all others into one bin. */
const tailFrom = 0.98;

/**
 * Bins of one round width over all values but the largest two in a hundred, which share the last bin where they
 * lie beyond it. A value is in exactly one bin; none are left out.
 * @param sorted ascending, all finite Float64Array (n); no values give no bins
 * @param mostBins how many at most, the last not counted
 */
export function histogram(sorted: Float64Array, { mostBins = 20 }: { mostBins?: number } = {}): Bin[] {
  if (sorted.length === 0) return [];
  const least = sorted[0]!;
  const most = sorted.at(-1)!;
  const tail = quantileOfSorted(sorted, tailFrom);
  const width = roundWidth((tail - least) / mostBins);
  const first = Math.floor(least / width);
  const nBins = Math.max(1, Math.ceil(tail / width) - first);
  const edges = Array.from({ length: nBins + 1 }, (_, i) => edgeOf(first + i, width));
  if (most >= edges.at(-1)!) edges.push(most);
  return countBetween(sorted, edges);
}

/** 1, 2 or 5 times a power of ten, not below; 1 where there is no width. */
function roundWidth(width: number): number {
  if (!(width > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(width));
  return power * [1, 2, 5, 10].find((step) => step * power >= width * (1 - 1e-9))!;
}

/** 3 × 0.1 as 0.3: an edge has no more digits than its width. */
const edgeOf = (index: number, width: number) => Number((index * width).toPrecision(12));

function countBetween(sorted: Float64Array, edges: readonly number[]): Bin[] {
  let at = 0;
  return edges.slice(1).map((upper, i) => {
    const isLast = i === edges.length - 2;
    const from = at;
    while (at < sorted.length && (isLast || sorted[at]! < upper)) at++;
    return { lower: edges[i]!, upper, count: at - from };
  });
}
