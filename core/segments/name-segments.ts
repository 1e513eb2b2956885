import type { FeatureProfile } from './profile-feature.js';
import type { SegmentProfile } from './profile-segments.js';

/** How fresh and how valuable a segment is, each 0..1 by the ranks of its members; 0.5 is like everybody. */
interface Standing {
  readonly freshness: number;
  readonly value: number;
}

/**
 * Names each segment from its own profile: how lately its members bought against how much and how often.
 * The elected one is `Insiders`. Segments that would share a name are told apart by what differs most.
 */
export function nameSegments(segments: readonly SegmentProfile[], insidersId: number): string[] {
  const names = segments.map((segment) => (segment.segmentId === insidersId ? 'Insiders' : nameOf(segment)));
  return names
    .map((name, index) => {
      const twins = segments.filter((_, other) => other !== index && names[other] === name);
      return twins.length === 0 ? name : `${name}, ${difference(segments[index]!, twins)}`;
    })
    .map(numberRepeats);
}

function standingOf(segment: SegmentProfile): Standing {
  const standing = (feature: string) => find(segment, feature)?.standing ?? 0.5;
  return {
    freshness: 1 - standing('recency_days'),
    value: (standing('gross_revenue') + standing('invoices')) / 2,
  };
}

function nameOf(segment: SegmentProfile): string {
  const { freshness, value } = standingOf(segment);
  const column = freshness >= 0.58 ? 0 : freshness >= 0.38 ? 1 : 2;
  const row = value >= 0.62 ? 0 : value >= 0.42 ? 1 : 2;
  // However much it was, who ordered once is not loyal, and has no habit to lose.
  if (row < 2 && ordersOf(segment) < 2) return ['New', 'Ordered once', 'Ordered once, long ago'][column]!;
  return [
    ['Loyal', 'Need attention', 'At risk'],
    ['Potential loyalists', 'Occasional', 'Hibernating'],
    ['Promising', 'Occasional, small', 'Lapsed'],
  ][row]![column]!;
}

/** Of the customer in the middle. */
const ordersOf = (segment: SegmentProfile) =>
  find(segment, 'invoices')?.median ?? segment.invoices / segment.customers;

/** Below and above its twins, in words. */
const contrasts: Readonly<Record<string, readonly [string, string]>> = {
  gross_revenue: ['spending less', 'spending more'],
  recency_days: ['more recent', 'longer away'],
  invoices: ['fewer orders', 'more orders'],
  products: ['narrow choice', 'wide choice'],
  avg_order_value: ['small orders', 'large orders'],
  returns_ratio: ['few returns', 'many returns'],
  returned_items: ['few returns', 'many returns'],
};

function difference(segment: SegmentProfile, twins: readonly SegmentProfile[]): string {
  let strongest = { size: -1, words: '' };
  for (const [feature, [below, above]] of Object.entries(contrasts)) {
    const own = find(segment, feature);
    if (!own || Number.isNaN(own.standing)) continue;
    const others = twins.map((twin) => find(twin, feature)!.standing);
    const gap = own.standing - others.reduce((sum, other) => sum + other, 0) / others.length;
    if (Math.abs(gap) > strongest.size) strongest = { size: Math.abs(gap), words: gap < 0 ? below : above };
  }
  return strongest.words;
}

/** The second of two equal names gets a 2. */
function numberRepeats(name: string, index: number, names: readonly string[]): string {
  const earlier = names.slice(0, index).filter((other) => other === name).length;
  return earlier === 0 ? name : `${name} ${earlier + 1}`;
}

function find(segment: SegmentProfile, feature: string): FeatureProfile | undefined {
  return segment.features.find((profile) => profile.feature === feature);
}
