import type { FeatureColumns } from '../segments/profile-segments.js';

/** The known values that the members among the rows have in a feature: ascending Float64Array. */
export const membersSorted = (
  columns: FeatureColumns,
  feature: string,
  isMember: Uint8Array,
  rows: Int32Array,
): Float64Array =>
  Float64Array.from(
    rows.filter((i) => isMember[i] === 1),
    (i) => columns[feature]![i]!,
  )
    .filter((value) => !Number.isNaN(value))
    .sort();
