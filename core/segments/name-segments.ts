import { latenessOf } from './lateness.js';
import type { FeatureProfile } from './profile-feature.js';
import type { SegmentProfile } from './profile-segments.js';

/** From so many times what the middle customer of the shop spent a group is of high value; below one over that, of low. */
const timesAhead = 2;

/**
 * Every name that a group can have: a row per value, and one for groups most of whom ordered once; a column per
 * lateness. None says of everybody that they came back, and none is a name of the published tables of RFM scores.
 */
export const segmentNames = {
  high: ['High value, active', 'High value, due', 'High value, late', 'High value, gone'],
  middle: ['Middle value, active', 'Middle value, due', 'Middle value, late', 'Middle value, gone'],
  low: ['Low value, active', 'Low value, due', 'Low value, late', 'Low value, gone'],
  once: ['Mostly new', 'Mostly one order, due', 'Mostly one order, late', 'Mostly one order, gone'],
  /** Where nobody of the shop came back, nobody is late. */
  onceEach: 'One order',
} as const;

/**
 * Names each segment by what its middle customer did: how long ago they ordered, in the shop's usual gaps between
 * orders; what they spent, in times of the shop's middle customer; and whether they ordered more than once. What the
 * other segments are, or were in another run, has no say: the same kind of group has the same name everywhere. The
 * elected one is `Insiders`. Segments that would share a name are told apart by what differs most.
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

function nameOf(segment: SegmentProfile): string {
  const usualGap = find(segment, 'avg_gap_days')?.baseMedian ?? Number.NaN;
  if (Number.isNaN(usualGap)) return segmentNames.onceEach;
  return segmentNames[rowOf(segment)][latenessOf(find(segment, 'recency_days')!.median, usualGap)]!;
}

function rowOf(segment: SegmentProfile): 'high' | 'middle' | 'low' | 'once' {
  if (find(segment, 'invoices')!.median < 2) return 'once';
  const { median, baseMedian } = find(segment, 'gross_revenue')!;
  if (median >= timesAhead * baseMedian) return 'high';
  return median < baseMedian / timesAhead ? 'low' : 'middle';
}

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
