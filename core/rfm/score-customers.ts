import type { FeatureColumns } from '../segments/profile-segments.js';
import { groupsOfFive, groupsOfThree, type RfmGroup } from './rfm-groups.js';
import { type ScoreBands, scoreBands, scoreOf } from './score-bands.js';

/** How lately, how often, how much: the three figures that are scored, in the order of a code's digits. */
export const rfmFigures = ['recency_days', 'invoices', 'gross_revenue'] as const;
export type RfmFigure = (typeof rfmFigures)[number];

/** Every customer's code in one number of bands. */
export interface RfmScores {
  readonly nBands: number;
  readonly groups: readonly RfmGroup[];
  readonly bands: Readonly<Record<RfmFigure, ScoreBands>>;
  /** Per customer: scores of recency, frequency and money, such as 543. */
  readonly codes: readonly string[];
  /** Per customer: the name of the code's group. */
  readonly groupNames: readonly string[];
}

/** By what a customer of whom the three figures are known is scored, as plain data. */
export interface RfmStandard {
  readonly nBands: number;
  readonly bands: Readonly<Record<RfmFigure, ScoreBands>>;
}

export const standardOf = ({ nBands, bands }: RfmScores): RfmStandard => {
  const plain = ({ cutoffs, lowestIsBest }: ScoreBands) => ({ cutoffs: Array.from(cutoffs), lowestIsBest });
  const { recency_days, invoices, gross_revenue } = bands;
  return {
    nBands,
    bands: {
      recency_days: plain(recency_days),
      invoices: plain(invoices),
      gross_revenue: plain(gross_revenue),
    },
  };
};

/** The code of one customer, by the bands of others, and the name of its group. */
export function scoreOne({ nBands, bands }: RfmStandard, figures: Readonly<Record<RfmFigure, number>>) {
  const code = rfmFigures.map((figure) => scoreOf(figures[figure], bands[figure])).join('');
  const groups = nBands === 5 ? groupsOfFive : groupsOfThree;
  return { code, group: groups.find(({ codes }) => codes.includes(code))!.name };
}

/** Scores in five bands and the names of the 125 codes. @param columns must hold the three figures, at least one customer */
export const scoreInFive = (columns: FeatureColumns): RfmScores => scoreCustomers(columns, 5, groupsOfFive);

/** Scores in three bands and the names of the 27 codes. @param columns must hold the three figures, at least one customer */
export const scoreInThree = (columns: FeatureColumns): RfmScores => scoreCustomers(columns, 3, groupsOfThree);

function scoreCustomers(columns: FeatureColumns, nBands: number, groups: readonly RfmGroup[]): RfmScores {
  const bandsOf = (figure: RfmFigure) => scoreBands(columns[figure]!, nBands, figure === 'recency_days');
  const bands = {
    recency_days: bandsOf('recency_days'),
    invoices: bandsOf('invoices'),
    gross_revenue: bandsOf('gross_revenue'),
  };
  const names = new Map(groups.flatMap(({ name, codes }) => codes.map((code) => [code, name] as const)));
  // The customers share the few texts that there are: a million of their own would take a hundred megabytes.
  const shared = new Map<string, string>();
  const codes = Array.from(columns.invoices!, (_, i) => {
    const code = rfmFigures.map((figure) => scoreOf(columns[figure]![i]!, bands[figure])).join('');
    if (!shared.has(code)) shared.set(code, code);
    return shared.get(code)!;
  });
  return { nBands, groups, bands, codes, groupNames: codes.map((code) => names.get(code)!) };
}
