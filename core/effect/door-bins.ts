import type { DoorBin } from './effect-findings.js';

/** Points on either side in the picture. */
const binsPerSide = 10;

/**
 * What customers near the threshold brought, in groups of as many next to one another in score.
 * @param score Float64Array (n), the threshold at 0
 * @param reach how far from the threshold, in units of the score
 */
export function doorBins(score: Float64Array, outcome: Float64Array, reach: number): DoorBin[] {
  const near = [...score.keys()].filter((i) => score[i]! > -reach && score[i]! < reach);
  const byScore = near.sort((a, b) => score[a]! - score[b]! || a - b);
  return (['below the threshold', 'above the threshold'] as const).flatMap((side) => {
    const own = byScore.filter((i) => score[i]! < 0 === (side === 'below the threshold'));
    const nBins = Math.min(binsPerSide, own.length);
    return Array.from({ length: nBins }, (_, bin) => {
      const rows = own.slice(
        Math.floor((bin * own.length) / nBins),
        Math.floor(((bin + 1) * own.length) / nBins),
      );
      const mean = (of: Float64Array) => rows.reduce((sum, i) => sum + of[i]!, 0) / rows.length;
      return { side, customers: rows.length, ofDoor: Math.exp(mean(score)), outcome: mean(outcome) };
    });
  });
}
