import type { TableRows } from '../../../core/csv/table-csv.js';
import { histogram } from '../../../core/explore/histogram.js';
import { rankCorrelations } from '../../../core/explore/rank-correlation.js';
import { matrixColumn } from '../../../core/features/matrix-column.js';
import { quantileOfSorted } from '../../../core/statistics/quantile-of-sorted.js';
import type { Members } from './read-members.js';

/** How each feature spreads, over all customers and within each segment, and which go together. */
export function describeFeatures(members: Members): TableRows[] {
  const columns = members.features.map((_, j) => matrixColumn(members.values, j));
  return [
    {
      table: 'feature_bins',
      columns: ['feature', 'bin', 'lower', 'upper', 'customers'],
      rows: columns.flatMap((column, j) =>
        histogram(sortedKnown(column)).map(({ lower, upper, count }, i) => ({
          ...{ feature: members.features[j]!.name, bin: i + 1, lower, upper, customers: count },
        })),
      ),
    },
    {
      table: 'feature_quantiles',
      columns: ['segment_id', 'feature', 'p5', 'p25', 'p50', 'p75', 'p95'],
      rows: columns.flatMap((column, j) => quantilesOf(column, members, members.features[j]!.name)),
    },
    {
      table: 'rank_correlations',
      columns: ['feature', 'other_feature', 'correlation'],
      rows: rankCorrelations(columns).flatMap((row, a) =>
        row.map((correlation, b) => ({
          feature: members.features[a]!.name,
          otherFeature: members.features[b]!.name,
          correlation,
        })),
      ),
    },
  ];
}

const sortedKnown = (values: Float64Array) => values.filter((value) => !Number.isNaN(value)).sort();

/** A segment of which nobody's value is known has none. */
function quantilesOf(column: Float64Array, { segmentIds }: Members, feature: string): object[] {
  const ids = [...new Set(segmentIds)].filter((id) => id > 0).sort((a, b) => a - b);
  return ids.flatMap((segmentId) => {
    const sorted = sortedKnown(column.filter((_, i) => segmentIds[i] === segmentId));
    if (sorted.length === 0) return [];
    const at = (share: number) => quantileOfSorted(sorted, share);
    return [{ segmentId, feature, p5: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95) }];
  });
}
