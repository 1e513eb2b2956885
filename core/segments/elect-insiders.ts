import type { SegmentProfile } from './profile-segments.js';

export interface Election {
  readonly segmentId: number;
  /** Why this segment, in one sentence. */
  readonly reason: string;
}

/**
 * Elects the segment with the highest mean revenue per customer among those that hold at most
 * `largestShare` of the customers: a club of everybody would be no club. Where every segment is
 * larger, the highest is elected all the same, and the reason says so.
 * @param segments by value, highest first
 * @param largestShare 0..1
 */
export function electInsiders(segments: readonly SegmentProfile[], largestShare: number): Election {
  const limit = `${Math.round(largestShare * 100)} %`;
  const elected = segments.find((segment) => segment.customerShare <= largestShare);
  if (!elected) {
    const reason = `the highest revenue per customer; every segment is larger than the ${limit} of customers the Insiders may be`;
    return { segmentId: segments[0]!.segmentId, reason };
  }
  const passedOver = elected.segmentId - 1;
  const reason =
    passedOver === 0
      ? `the highest revenue per customer of all segments, within the ${limit} of customers the Insiders may be`
      : `the highest revenue per customer among segments of at most ${limit} of the customers (${passedOver} larger passed over)`;
  return { segmentId: elected.segmentId, reason };
}
