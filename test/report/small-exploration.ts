const features = ['gross_revenue', 'returns_ratio'];

/** What `explore` would have stored of the small run: rows that are easy to tell apart. */
export const smallExploration: Record<string, object[]> = {
  column_figures: ['read', 'kept'].flatMap((stage) =>
    ['quantity', 'customer_id'].map((column, index) => ({
      ...{ position: index + 1, stage, column_name: column, lines: stage === 'read' ? 1002 : 800 },
      ...{ missing: stage === 'read' ? 200 * index : 0, distinct_values: 12 },
      ...(column === 'quantity'
        ? { least: -5, lower_quartile: 1, median: 2, mean: 2.5, upper_quartile: 6, most: 80, std: 7.25 }
        : {}),
    })),
  ),
  feature_bins: features.flatMap((feature, f) =>
    [1, 2, 3].map((bin) => ({
      ...{ feature, bin, lower: (bin - 1) * [2000, 0.05][f]!, upper: bin * [2000, 0.05][f]! },
      customers: 7 - 2 * bin,
    })),
  ),
  feature_quantiles: [1, 2, 3].flatMap((id) =>
    features.map((feature, f) => ({
      ...{ segment_id: id, feature },
      ...Object.fromEntries([5, 25, 50, 75, 95].map((p) => [`p${p}`, (p * [30, 0.001][f]!) / id])),
    })),
  ),
  rank_correlations: features.flatMap((feature) =>
    features.map((other) => ({
      ...{ feature, other_feature: other, correlation: feature === other ? 1 : -0.25 },
    })),
  ),
  sampled_customers: ['C100', 'C101', 'C105', 'C107', 'C110'].flatMap((customer_id, i) =>
    features.map((feature, f) => ({ customer_id, feature, scaled: Math.sin(i + 2 * f) })),
  ),
  silhouette_steps: [1, 2, 3].flatMap((segment) =>
    [1, 2].map((step) => ({
      segment_id: segment,
      step,
      place: step,
      silhouette: 0.5,
      misplaced_share: 0,
    })),
  ),
  tree_merges: [
    {
      merge: 1,
      left_place: 0.5,
      right_place: 2,
      left_height: 1.5,
      right_height: 0,
      height: 4,
      customers: 12,
    },
    { merge: 2, left_place: 0, right_place: 1, left_height: 0, right_height: 0, height: 1.5, customers: 9 },
  ],
  distance_curve: [0.25, 0.5, 0.75, 1].map((share) => ({
    ...{ share, distance: share ** 3, neighbours: 4, is_knee: share === 0.75 },
  })),
  component_variances: [
    { component: 1, share: 0.6, cumulative: 0.6 },
    { component: 2, share: 0.4, cumulative: 1 },
  ],
};
