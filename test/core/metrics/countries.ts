import type { Matrix } from '../../../core/matrix/matrix.js';

/** Rousseeuw 1987, Silhouettes, table 1: averaged dissimilarities that political science students saw between countries. */
const lower: Record<string, number[]> = {
  BEL: [],
  BRA: [5.58],
  CHI: [7.0, 6.5],
  CUB: [7.08, 7.0, 3.83],
  EGY: [4.83, 5.08, 8.17, 5.83],
  FRA: [2.17, 5.75, 6.67, 6.92, 4.92],
  IND: [6.42, 5.0, 5.58, 6.0, 4.67, 6.42],
  ISR: [3.42, 5.5, 6.42, 6.42, 5.0, 3.92, 6.17],
  USA: [2.5, 4.92, 6.25, 7.33, 4.5, 2.25, 6.33, 2.75],
  USS: [6.08, 6.67, 4.25, 2.67, 6.0, 6.17, 6.17, 6.92, 6.17],
  YUG: [5.25, 6.83, 4.5, 3.75, 5.75, 5.42, 6.08, 5.83, 6.67, 3.67],
  ZAI: [4.75, 3.0, 6.08, 6.67, 5.0, 5.58, 4.83, 6.17, 5.67, 6.5, 6.92],
};

export const countries = Object.keys(lower);

export const dissimilarities: Matrix = {
  data: Float64Array.from(countries.flatMap((_, i) => countries.map((__, j) => between(i, j)))),
  rows: countries.length,
  cols: countries.length,
};

function between(i: number, j: number): number {
  return i === j ? 0 : lower[countries[Math.max(i, j)]!]![Math.min(i, j)]!;
}

/** Figures 2 and 3 of the paper: the groups and each country's silhouette. */
export const twoGroups = {
  labels: Int32Array.of(0, 0, 1, 1, 0, 0, 1, 0, 0, 1, 1, 0),
  silhouettes: {
    ...{ USA: 0.43, BEL: 0.39, FRA: 0.35, ISR: 0.3, BRA: 0.22, EGY: 0.2, ZAI: 0.19 },
    ...{ CUB: 0.4, USS: 0.34, CHI: 0.33, YUG: 0.26, IND: -0.04 },
  },
};

export const threeGroups = {
  labels: Int32Array.of(0, 1, 2, 2, 0, 0, 1, 0, 0, 2, 2, 1),
  silhouettes: {
    ...{ USA: 0.47, FRA: 0.44, BEL: 0.42, ISR: 0.37, EGY: 0.02 },
    ...{ ZAI: 0.28, BRA: 0.25, IND: 0.17 },
    ...{ CUB: 0.48, USS: 0.44, YUG: 0.31, CHI: 0.31 },
  },
};
