import { features } from '../features/features.js';
import { moneyInWords } from '../words/figures.js';
import { listOf } from '../words/list-of.js';
import type { FeatureProfile } from './profile-feature.js';
import type { SegmentProfile } from './profile-segments.js';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });

/** A number of the size it has: 1,204 or 3.4 or 0.021. */
export const figure = (value: number) => (Math.abs(value) >= 100 ? whole : short).format(value);
/** A share: 28 %, and 1.4 % where the digit matters. */
export const percent = (share: number) => `${(share * 100).toFixed(share < 0.0995 ? 1 : 0)} %`;

type Phrase = (median: string, base: string) => string;

/** What a feature says of people, in words for marketing. Both figures are medians. */
const phrases: Readonly<Record<string, Phrase>> = {
  gross_revenue: (median, base) => `spent ${median} (all: ${base})`,
  recency_days: (median, base) => `last ordered ${counted(median, 'day')} ago (all: ${base})`,
  invoices: (median, base) => `placed ${counted(median, 'order')} (all: ${base})`,
  products: (median, base) => `chose ${counted(median, 'different product')} (all: ${base})`,
  items: (median, base) => `bought ${counted(median, 'piece')} (all: ${base})`,
  avg_order_value: (median, base) => `spent ${median} per order (all: ${base})`,
};

const moneyFeatures = new Set(features.filter(({ unit }) => unit === 'money').map(({ name }) => name));

const counted = (figure: string, thing: string) => `${figure} ${thing}${figure === '1' ? '' : 's'}`;

/** How far from everybody else a segment must stand to be marked by a feature, in rank 0..1. */
const markedFrom = 0.1;

/**
 * What marks a segment, strongest first: the features in which its members rank furthest from the rest.
 * @param features names to choose among
 * @param currency ISO 4217, or null where it is not known
 * @param most how many at most
 */
export function marksOf(
  segment: SegmentProfile,
  features: readonly string[],
  { currency = null, most = 3 }: { readonly currency?: string | null; readonly most?: number } = {},
): string[] {
  return segment.features
    .filter((profile) => features.includes(profile.feature) && profile.feature in phrases)
    .filter((profile) => strengthOf(profile) >= markedFrom)
    .filter(({ median, baseMedian }) => figure(median) !== figure(baseMedian))
    .sort((a, b) => strengthOf(b) - strengthOf(a))
    .slice(0, most)
    .map((profile) => phraseOf(profile, currency));
}

/** One sentence: how many, how much, and what marks them. */
export function describeSegment(segment: SegmentProfile, marks: readonly string[]): string {
  const size = `${whole.format(segment.customers)} customers (${percent(segment.customerShare)})`;
  const money = `bring ${percent(segment.revenueShare)} of the revenue`;
  const traits = marks.length === 0 ? 'much like everybody' : `they ${listOf(marks)}`;
  return `${size} ${money}: ${traits}.`;
}

/** Distance from everybody else in rank, to two digits: what differs by less is equally strong. */
const strengthOf = ({ standing }: FeatureProfile) => Math.round(Math.abs(standing - 0.5) * 100) / 100;

function phraseOf({ feature, median, baseMedian }: FeatureProfile, currency: string | null): string {
  const isMoney = currency !== null && moneyFeatures.has(feature);
  const write = (value: number) => (isMoney ? moneyInWords(value, currency) : figure(value));
  return phrases[feature]!(write(median), write(baseMedian));
}
