/**
 * How the chance of an effect where there is none is spent: a tenth on all looks before the planned end together, the
 * rest on the end, whose interval is then hardly wider than without any looks.
 */
export const earlyShare = 0.1;

/** At which part of the planned variance the interval is narrowest for a difference that is seen. */
const narrowestAt = 0.5;

/**
 * Half the width of an interval that holds at all looks together, however many there are and whoever decides when: the
 * sum that a difference is made of leaves the band sqrt((V + r) ln((V + r) / (r a²))) with a chance of at most a, for
 * all variances V at once. Asymptotic, as the central limit theorem is.
 * @param standardError of the difference today
 * @param plannedVariance of the difference at the planned end: set before the first look
 * @param significance a, two-sided, 0..1
 * @see Robbins 1970, Statistical methods related to the law of the iterated logarithm, equation 20; Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas 2024, Time-uniform central limit theory and asymptotic confidence sequences, theorem 2.2 and equation 13
 */
export function alwaysValidMargin(
  standardError: number,
  plannedVariance: number,
  significance: number,
): number {
  const log = -2 * Math.log(significance);
  const regulariser = (narrowestAt * plannedVariance) / (log + Math.log(log + 1));
  const variance = standardError ** 2;
  return Math.sqrt(
    (variance + regulariser) * Math.log((variance + regulariser) / (regulariser * significance ** 2)),
  );
}
