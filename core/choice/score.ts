/**
 * What a segmentation is worth, -2..1: the silhouette in the scaled features times the stability. Instability
 * never helps: it takes the same share off a silhouette below 0.
 * @param silhouetteScaled -1..1
 * @param stability mean adjusted Rand index, at most 1
 */
export const scoreOf = (silhouetteScaled: number, stability: number): number =>
  silhouetteScaled - (1 - stability) * Math.abs(silhouetteScaled);

/**
 * Scores this close are equal. The mean of 20 adjusted Rand indices has a standard error of about .03, which is
 * .01 of a score at the silhouettes that customers have; two of them are no difference.
 */
export const tie = 0.02;
