import type { MergeEffect } from '../cleaning/merge-effect.js';
import type { PublishedRule } from '../promise/elect.js';
import type { PastPromise } from '../promise/promise.js';
import type { Model, Space } from '../rules/rules.js';
import type { SegmentProfile } from '../segments/profile-segments.js';

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

/** The `segmentId` of Insiders where nobody is elected: that of no segment. */
export const nobodyId = -1;

export interface ElectedInsiders {
  /** `nobodyId` where nobody is elected. */
  readonly segmentId: number;
  readonly name: string;
  readonly customers: number;
  /** 0..1 */
  readonly customerShare: number;
  readonly revenue: number;
  /** 0..1 */
  readonly revenueShare: number;
  /** How they were elected, or why nobody was: one or two sentences. */
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
  /** Who is an Insider; null where nobody is. */
  readonly rule: PublishedRule | null;
  /** Why the rule was drawn anew although one was published before; null where it was not. */
  readonly redrawn: string | null;
  readonly promise: PastPromise;
  /** What a merge of customers would change; missing where an earlier version made the run. */
  readonly merge?: MergeEffect | null;
}
