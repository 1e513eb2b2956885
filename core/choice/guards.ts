import type { Candidate, ChoiceRules } from './candidate.js';

/** A guard that had to be given up because no candidate passed it. */
export type Relaxed = 'smallestShare' | 'topShare' | 'fewestShare' | 'largestShare' | 'noiseShare' | 'k';

/** What a candidate is that a guard rules out. */
export type Broken =
  | 'segmentTooSmall'
  | 'tooManyInsiders'
  | 'segmentTooLarge'
  | 'tooMuchNoise'
  | 'otherNumberOfSegments';

/** What a candidate must be to be chosen. */
export interface Guard {
  readonly name: Relaxed;
  readonly verdict: Broken;
  readonly isBroken: (row: Candidate, rules: ChoiceRules) => boolean;
  /** Why it is broken, in a few words. */
  readonly reason: (row: Candidate, rules: ChoiceRules) => string;
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** In the order in which they are given up where no candidate keeps to all of them. */
const guards: readonly Guard[] = [
  {
    name: 'smallestShare',
    verdict: 'segmentTooSmall',
    isBroken: (row, rules) => row.smallestShare < rules.smallestShare,
    reason: (row, rules) =>
      `a segment holds ${percent(row.smallestShare)} of the customers, below ${percent(rules.smallestShare)}`,
  },
  {
    name: 'topShare',
    verdict: 'tooManyInsiders',
    isBroken: (row, { insiders }) => row.topShare > insiders.largestShare,
    reason: (row, { insiders }) =>
      `its best segment holds ${percent(row.topShare)} of the customers; the Insiders may be ${percent(insiders.largestShare)}`,
  },
  {
    name: 'fewestShare',
    verdict: 'segmentTooSmall',
    isBroken: (row, { fewestShare }) => row.smallestShare < fewestShare,
    reason: (row, { fewestShare }) =>
      `a segment holds ${percent(row.smallestShare)} of the customers, below ${percent(fewestShare)}, which are too few for a group`,
  },
  {
    name: 'largestShare',
    verdict: 'segmentTooLarge',
    isBroken: (row, rules) => row.largestShare > rules.largestShare,
    reason: (row, rules) =>
      `a segment holds ${percent(row.largestShare)} of the customers, above ${percent(rules.largestShare)}`,
  },
  {
    name: 'noiseShare',
    verdict: 'tooMuchNoise',
    isBroken: (row, rules) => row.noiseShare > rules.largestNoiseShare,
    reason: (row, rules) =>
      `${percent(row.noiseShare)} of the customers are in no segment, above ${percent(rules.largestNoiseShare)}`,
  },
  {
    // Density models find as many segments as there are, whatever was asked for.
    name: 'k',
    verdict: 'otherNumberOfSegments',
    isBroken: ({ k }, { kFrom, kTo }) => k < kFrom || k > kTo,
    reason: ({ k }, { kFrom, kTo }) => `it has ${k} segments; the rules ask for ${kFrom} to ${kTo}`,
  },
];

/** The guard a candidate breaks, the one that is given up last first. */
export const brokenGuard = (
  row: Candidate,
  rules: ChoiceRules,
  relaxed: readonly Relaxed[],
): Guard | undefined =>
  guards.findLast(({ name, isBroken }) => !relaxed.includes(name) && isBroken(row, rules));

/**
 * The guards to give up so that at least one candidate passes: as few as that takes. Small segments go first
 * (a handful of giants is still a segment one can act on), then the limit on the Insiders, then groups of hardly
 * anybody, then the limit on large segments, then that on customers without a segment, and the number of segments last.
 */
export function relaxGuards(rows: readonly Candidate[], rules: ChoiceRules): readonly Relaxed[] {
  const names = guards.map(({ name }) => name);
  const counts = Array.from({ length: names.length + 1 }, (_, count) => count);
  const least = counts.find((count) => rows.some((row) => !brokenGuard(row, rules, names.slice(0, count))));
  return names.slice(0, least);
}
