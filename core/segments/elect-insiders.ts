import type { InsidersRules, SegmentationRules } from '../rules.js';
import type { SegmentProfile } from './profile-segments.js';

export interface Election {
  readonly segmentId: number;
  /** Why this segment, and how far it holds, in one sentence. */
  readonly reason: string;
}

/** From this mean overlap a segment counts as stable (Hennig 2007, Cluster-wise assessment of cluster stability). */
const stableFrom = 0.75;
/** Below it, it was not found again. */
const lostBelow = 0.5;

/**
 * Elects the segment with the highest mean revenue per customer. That it is no crowd is a matter of which
 * segmentation is chosen; where none kept to the limit, the reason says so.
 * @param segments by mean revenue, highest first
 * @param stabilities of the segments, 0..1: mean Jaccard overlap with what resamples found
 * @see chooseSegmentation
 */
export function electInsiders(
  segments: readonly SegmentProfile[],
  stabilities: readonly number[],
  rules: {
    readonly insiders: Pick<InsidersRules, 'largestShare'>;
    readonly segmentation: Pick<SegmentationRules, 'resamples'>;
  },
): Election {
  const [best] = segments;
  const { largestShare } = rules.insiders;
  const limit = `the ${Math.round(largestShare * 100)} % of customers that the Insiders may be`;
  const size = best!.customerShare <= largestShare ? `within ${limit}` : `though more than ${limit}`;
  return {
    segmentId: best!.segmentId,
    reason: `the highest revenue per customer of all ${segments.length} segments, ${size}; ${holds(stabilities[0]!, rules.segmentation.resamples)}`,
  };
}

function holds(stability: number, nResamples: number): string {
  const overlap = `${Math.round(stability * 100)} % overlap on average`;
  const found = `in ${nResamples} random halves of the customers`;
  if (stability >= stableFrom) return `the group holds: found again ${found} with ${overlap}`;
  if (stability >= lostBelow) return `its edge is soft: found again ${found} with ${overlap}`;
  return `it does not hold: ${found} there was only ${overlap}`;
}
