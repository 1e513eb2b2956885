import type { FeatureColumns } from '../segments/profile-segments.js';
import { type RfmScores, rfmFigures } from './score-customers.js';

/** What a score means: the figures that have it. */
export interface RfmCutoff {
  readonly bands: number;
  readonly feature: string;
  readonly score: number;
  /** Lowest and highest figure with that score, null where nobody has it. */
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly customers: number;
}

export interface RfmGroupSize {
  readonly bands: number;
  readonly position: number;
  readonly groupName: string;
  readonly codes: string;
  readonly customers: number;
  /** 0..1 */
  readonly customerShare: number;
  readonly revenue: number;
  /** 0..1 */
  readonly revenueShare: number;
}

/** The published meaning of every score, the best first. */
export function rfmCutoffs({ nBands, codes }: RfmScores, columns: FeatureColumns): RfmCutoff[] {
  return rfmFigures.flatMap((feature, digit) => {
    const values = columns[feature]!;
    return Array.from({ length: nBands }, (_, i) => nBands - i).map((score) => {
      const own = values.filter((_, customer) => codes[customer]![digit] === String(score)).sort();
      const [lowest = null, highest = null] = own.length === 0 ? [] : [own[0]!, own.at(-1)!];
      return { bands: nBands, feature, score, lowest, highest, customers: own.length };
    });
  });
}

/** Every group with its size and its share of the revenue, in the order of the published table. */
export function rfmGroupSizes(
  { nBands, groups, groupNames }: RfmScores,
  revenue: Float64Array,
): RfmGroupSize[] {
  const allRevenue = revenue.reduce((sum, value) => sum + value, 0);
  return groups.map(({ name, codes }, index) => {
    const own = revenue.filter((_, customer) => groupNames[customer] === name);
    const money = own.reduce((sum, value) => sum + value, 0);
    return {
      bands: nBands,
      position: index + 1,
      groupName: name,
      codes: codes.join(' '),
      customers: own.length,
      customerShare: own.length / revenue.length,
      revenue: money,
      revenueShare: allRevenue === 0 ? 0 : money / allRevenue,
    };
  });
}
