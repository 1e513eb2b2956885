import type { FeatureColumns } from '../segments/profile-segments.js';

/** One thing that can be asked of a customer. An unknown value is never at least anything, so it is below everything. */
export interface Condition {
  readonly feature: string;
  readonly bound: 'atLeast' | 'below';
  readonly cutoff: number;
}

/** Conditions that a customer has to meet all at once. */
export type Path = readonly Condition[];

/** The ways in: a customer who meets every condition of any path is let in. Without a path, nobody is. */
export type Rule = readonly Path[];

/** @param i the customer: a row of the columns */
export const meetsCondition = (
  { feature, bound, cutoff }: Condition,
  columns: FeatureColumns,
  i: number,
): boolean => columns[feature]![i]! >= cutoff === (bound === 'atLeast');

export const meetsPath = (path: Path, columns: FeatureColumns, i: number): boolean =>
  path.every((condition) => meetsCondition(condition, columns, i));

export const meetsRule = (rule: Rule, columns: FeatureColumns, i: number): boolean =>
  rule.some((path) => meetsPath(path, columns, i));
