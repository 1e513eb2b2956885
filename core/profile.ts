import type { Model, Space } from './rules.js';
import type { SegmentProfile } from './segments/profile-segments.js';

/** The segmentation that was chosen. */
export interface Chosen {
  readonly space: Space;
  readonly model: Model;
  readonly k: number;
  /** In its own space, -1..1. */
  readonly silhouette: number;
  /** In the scaled features, -1..1: comparable between spaces. */
  readonly silhouetteScaled: number;
  /** Mean adjusted Rand index of resamples, at most 1. */
  readonly stability: number;
  /** Silhouette in the scaled features times stability. */
  readonly score: number;
}

export interface NamedSegment extends SegmentProfile {
  readonly name: string;
  readonly description: string;
  /** What marks it, strongest first. */
  readonly marks: readonly string[];
  /** Mean Jaccard overlap with what resamples found, 0..1; stable from 0.75. */
  readonly stability: number;
  readonly isInsiders: boolean;
}

export interface ElectedInsiders {
  readonly segmentId: number;
  readonly name: string;
  readonly customers: number;
  /** 0..1 */
  readonly customerShare: number;
  readonly revenue: number;
  /** 0..1 */
  readonly revenueShare: number;
  readonly reason: string;
}

/** Who the customers are: stored as `runs/<runId>/profile/profile.json`. */
export interface Profile<LeaderboardRow> {
  readonly chosen: Chosen;
  /** All of them, those in no segment included. */
  readonly customers: number;
  readonly leaderboard: readonly LeaderboardRow[];
  readonly segments: readonly NamedSegment[];
  readonly insiders: ElectedInsiders;
}
