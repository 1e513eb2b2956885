/** What a map was made with. */
export interface TsneSettings {
  /** Neighbours that count, 1 .. nSamples - 1. */
  readonly perplexity: number;
  /** Boxes narrower than this share of their distance push as one. */
  readonly angle: number;
  readonly gatheringSteps: number;
  readonly spreadingSteps: number;
}

/** scikit-learn's defaults; few points have a smaller perplexity, a third of the others. */
export function tsneSettings(
  nSamples: number,
  { perplexity = 30, angle = 0.5, gatheringSteps = 250, spreadingSteps = 750 } = {},
): TsneSettings {
  const most = Math.max(1, (nSamples - 1) / 3);
  return { perplexity: Math.min(perplexity, most), angle, gatheringSteps, spreadingSteps };
}

/** How many neighbours have more than next to nothing of the probability. */
export const tsneNeighbours = ({ perplexity }: TsneSettings): number => Math.ceil(3 * perplexity);
