import { numericFeatures, type Unit } from '../features.js';

/**
 * The features that a rule may ask about: those that customers were grouped by, as far as they are numbers that the
 * data has, and `recency_days`.
 * @param used names of the rules; `leftOut`: names of those that the data cannot give
 */
export function ruleFeatures(used: readonly string[], leftOut: readonly string[]): string[] {
  const known = numericFeatures.map(({ name }) => name).filter((name) => !leftOut.includes(name));
  return [...new Set([...used.filter((name) => known.includes(name)), 'recency_days'])];
}

export const ruleUnits: Readonly<Record<string, Unit>> = Object.fromEntries(
  numericFeatures.map(({ name, unit }) => [name, unit]),
);
