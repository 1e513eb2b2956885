/** Two who were alike before: places in the arrays handed in. */
export interface Pair {
  readonly member: number;
  readonly other: number;
}

/** How far apart the two may be in any one figure, in its standard deviations. */
const caliper = 0.25;

/**
 * Pairs each member with another who was alike before, each of them once: the nearest by the sum of squared distances,
 * none further than a quarter of a standard deviation in any figure. Those with fewest near come first; ties break by place.
 * @param figures Float64Array (n) each: what they are to be alike in, in standard deviations
 * @see Stuart 2010, Matching methods for causal inference: a review and a look forward, section 3
 */
export function matchPairs(
  figures: readonly Float64Array[],
  members: Int32Array,
  others: Int32Array,
): Pair[] {
  const [first] = figures;
  const sorted = others.slice().sort((a, b) => first![a]! - first![b]! || a - b);
  const firstOf = Float64Array.from(sorted, (i) => first![i]!);
  const near = Array.from(members, (member) => nearTo(figures, member, sorted, firstOf));
  const order = Array.from(members.keys()).sort((a, b) => near[a]!.length - near[b]!.length || a - b);
  const isTaken = new Set<number>();
  const pairs: Pair[] = [];
  for (const at of order) {
    const found = near[at]!.find(({ other }) => !isTaken.has(other));
    if (!found) continue;
    isTaken.add(found.other);
    pairs.push({ member: members[at]!, other: found.other });
  }
  return pairs.sort((a, b) => a.member - b.member);
}

/** So many of the nearest are kept for each: who is not among them is taken by others alike. */
const mostNear = 50;

function nearTo(
  figures: readonly Float64Array[],
  member: number,
  sorted: Int32Array,
  firstOf: Float64Array,
): { other: number; distance: number }[] {
  const value = figures[0]![member]!;
  const found: { other: number; distance: number }[] = [];
  for (
    let at = firstAtLeast(firstOf, value - caliper);
    at < sorted.length && firstOf[at]! <= value + caliper;
    at++
  ) {
    const other = sorted[at]!;
    let distance = 0;
    for (const figure of figures) {
      const apart = Math.abs(figure[member]! - figure[other]!);
      distance += apart > caliper ? Number.POSITIVE_INFINITY : apart ** 2;
    }
    if (distance < Number.POSITIVE_INFINITY) found.push({ other, distance });
  }
  return found.sort((a, b) => a.distance - b.distance || a.other - b.other).slice(0, mostNear);
}

/** The first place of a rising array whose value is at least this. */
function firstAtLeast(rising: Float64Array, value: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const half = (low + high) >> 1;
    if (rising[half]! < value) low = half + 1;
    else high = half;
  }
  return low;
}
