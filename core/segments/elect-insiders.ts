import type { SegmentProfile } from './profile-segments.js';

export interface Election {
  readonly segmentId: number;
  /** Why this segment, in one sentence. */
  readonly reason: string;
}

/**
 * Elects the segment with the highest mean revenue per customer. That it is no crowd is a matter of which
 * segmentation is chosen; where none kept to the limit, the reason says so.
 * @param segments by mean revenue, highest first
 * @param largestShare 0..1
 * @see chooseSegmentation
 */
export function electInsiders(segments: readonly SegmentProfile[], largestShare: number): Election {
  const [best] = segments;
  const limit = `the ${Math.round(largestShare * 100)} % of customers that the Insiders may be`;
  const size = best!.customerShare <= largestShare ? `within ${limit}` : `though more than ${limit}`;
  return {
    segmentId: best!.segmentId,
    reason: `the highest revenue per customer of all ${segments.length} segments, ${size}`,
  };
}
