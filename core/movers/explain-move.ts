import type { Unit } from '../features/features.js';
import { figureOfUnit } from '../words/figure-of-unit.js';

/** One feature of a customer who moved, beside what is usual in both segments. */
export interface MovedFeature {
  readonly title: string;
  readonly unit: Unit;
  /** The customer's values; null where unknown. */
  readonly before: number | null;
  readonly now: number | null;
  /** Medians of the segment left and of the segment entered, as they are now; null where unknown. */
  readonly usualThere: number | null;
  readonly usualHere: number | null;
}

/**
 * Why a customer moved, in one sentence: the feature that crossed the point halfway between what is usual in both
 * segments, of several the one that crossed furthest. Where none did, it was the segments that moved.
 * @param currency ISO 4217, or null
 */
export function explainMove(features: readonly MovedFeature[], currency: string | null): string {
  const crossed = features.filter(hasCrossed).sort((a, b) => stride(b) - stride(a))[0];
  if (crossed) {
    const { title, unit, before, now } = crossed;
    const figure = (value: number) => figureOfUnit(value, unit, currency);
    const verb = now! > before! ? 'rose' : 'fell';
    return `${title} ${verb} from ${figure(before!)} to ${figure(now!)}, past ${figure(halfway(crossed))}, halfway between the two segments.`;
  }
  const towards = features.filter((feature) => stride(feature) > 0).sort((a, b) => stride(b) - stride(a))[0];
  if (!towards) return 'The border between the segments moved, not the customer.';
  const { title, unit, before, now } = towards;
  const figure = (value: number) => figureOfUnit(value, unit, currency);
  return `${title} went from ${figure(before!)} to ${figure(now!)}, towards the new segment, whose border came to meet it.`;
}

const halfway = ({ usualThere, usualHere }: MovedFeature) => (usualThere! + usualHere!) / 2;

/** How far the customer went, 1 being the way between the segments; below 0 away from the new one. */
function stride({ before, now, usualThere, usualHere }: MovedFeature): number {
  if (before === null || now === null || usualThere === null || usualHere === null) return 0;
  if (usualThere === usualHere) return 0;
  return (now - before) / (usualHere - usualThere);
}

function hasCrossed(feature: MovedFeature): boolean {
  if (stride(feature) <= 0) return false;
  const border = halfway(feature);
  return (
    Math.min(feature.before!, feature.now!) <= border && border <= Math.max(feature.before!, feature.now!)
  );
}
