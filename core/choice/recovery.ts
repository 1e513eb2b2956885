/** How far a segmentation came back in a resample. */
export interface Recovery {
  /** Adjusted Rand index between the segmentation and what the resample made of the same customers. */
  readonly adjustedRandIndex: number;
  /** For each segment, by label, its Jaccard overlap with the most alike segment of the resample, 0..1. */
  readonly overlaps: Float64Array;
}
