import { drawBeta } from '../random/draw-beta.js';
import type { Random } from '../random/random.js';
import type { Interval } from '../statistics/bootstrap.js';
import { medianOfSorted } from '../statistics/describe.js';
import { normalQuantile } from '../statistics/normal-quantile.js';
import { quantileOfSorted } from '../statistics/quantile-of-sorted.js';
import { superiority } from '../statistics/superiority.js';

/** What customers did in the window after the election. */
export interface Window {
  /** Uint8Array (nCustomers): 1 for those elected, of all who were known then. */
  readonly isMember: Uint8Array;
  /** Float64Array (nCustomers): their money in the window, 0 for those who stayed away. */
  readonly money: Float64Array;
  /** Float64Array (nOthers): money of customers who came later or were not eligible. */
  readonly others: Float64Array;
}

/** A figure with the interval in which most resamples lie. */
export interface Estimate extends Interval {
  readonly value: number;
}

/** One measure, for the members and for everybody else who was known. */
export interface Measure {
  readonly measure: 'revenueShare' | 'boughtAgain' | 'meanRevenue' | 'medianRevenue';
  readonly members: Estimate;
  readonly rest: Estimate;
}

export interface Guarantee {
  readonly members: number;
  readonly rest: number;
  readonly measures: readonly Measure[];
  /** Probability that a member brings more than one of the rest, a tie counting half. */
  readonly beats: Estimate;
}

export interface GuaranteeOptions {
  /** Share of resamples inside an interval, 0..1. */
  readonly level: number;
  readonly nResamples: number;
}

/** One group in one resample, or as it is. */
interface Figures {
  readonly money: number;
  readonly boughtAgain: number;
  readonly mean: number;
  readonly median: number;
}

/**
 * How the elected did against the rest. Intervals are of resamples of the customers, drawn with repetition within each
 * group; both groups must have somebody.
 * @see Efron and Tibshirani 1993, An introduction to the bootstrap, chapter 13
 */
export function measureGuarantee(
  { isMember, money, others }: Window,
  { level, nResamples }: GuaranteeOptions,
  random: Random,
): Guarantee {
  const groups = [1, 0].map((wanted) => money.filter((_, i) => isMember[i] === wanted));
  const [members, rest] = groups.map((group) => group.sort());
  const newcomers = others.slice().sort();
  const estimate = (of: (members: Figures, rest: Figures, newcomers: Figures) => number): Estimate => {
    const values = Float64Array.from(resampled, (figures) => of(...figures)).sort();
    return {
      value: of(figuresOf(members!), figuresOf(rest!), figuresOf(newcomers)),
      low: quantileOfSorted(values, (1 - level) / 2),
      high: quantileOfSorted(values, (1 + level) / 2),
    };
  };
  const resampled = Array.from({ length: nResamples }, () => {
    const drawn = [members!, rest!, newcomers].map((group) => resample(group, random));
    return drawn as [Figures, Figures, Figures];
  });
  const share = (part: Figures, a: Figures, b: Figures, c: Figures) => {
    const total = a.money + b.money + c.money;
    return total === 0 ? 0 : part.money / total;
  };
  const ofEach = (measure: Measure['measure'], of: (group: Figures) => number): Measure => ({
    measure,
    members: estimate((a) => of(a)),
    rest: estimate((_, b) => of(b)),
  });
  return {
    members: members!.length,
    rest: rest!.length,
    measures: [
      {
        measure: 'revenueShare',
        members: estimate((a, b, c) => share(a, a, b, c)),
        rest: estimate((a, b, c) => share(b, a, b, c)),
      },
      ofEach('boughtAgain', ({ boughtAgain }) => boughtAgain),
      ofEach('meanRevenue', ({ mean }) => mean),
      ofEach('medianRevenue', ({ median }) => median),
    ],
    beats: beatsOf(members!, rest!, level),
  };
}

/** @param sorted Float64Array (n), rising */
function figuresOf(sorted: Float64Array): Figures {
  const n = sorted.length;
  const total = sorted.reduce((sum, value) => sum + value, 0);
  const bought = sorted.reduce((count, value) => count + Number(value > 0), 0);
  return {
    money: total,
    boughtAgain: n === 0 ? 0 : bought / n,
    mean: n === 0 ? 0 : total / n,
    median: n === 0 ? 0 : medianOfSorted(sorted),
  };
}

/** The figures of as many draws with repetition. */
function resample(sorted: Float64Array, random: Random): Figures {
  const n = sorted.length;
  let total = 0;
  let bought = 0;
  for (let i = 0; i < n; i++) {
    const value = sorted[Math.floor(random() * n)]!;
    total += value;
    if (value > 0) bought++;
  }
  return {
    money: total,
    boughtAgain: n === 0 ? 0 : bought / n,
    mean: n === 0 ? 0 : total / n,
    median: n === 0 ? 0 : resampledMedian(sorted, random),
  };
}

/**
 * The median of n draws with repetition, without drawing and sorting them: the k-th smallest of n uniform numbers is
 * beta(k, n + 1 - k), and the next one is the smallest of n - k above it.
 * @see David and Nagaraja 2003, Order statistics, section 2.3
 */
function resampledMedian(sorted: Float64Array, random: Random): number {
  const n = sorted.length;
  const k = (n + 1) >> 1;
  const at = (place: number) => sorted[Math.min(n - 1, Math.floor(n * place))]!;
  const lower = drawBeta(random, k, n + 1 - k);
  if (n % 2 === 1) return at(lower);
  const upper = lower + (1 - lower) * (1 - (1 - random()) ** (1 / (n - k)));
  return (at(lower) + at(upper)) / 2;
}

function beatsOf(members: Float64Array, rest: Float64Array, level: number): Estimate {
  const { probability, standardError } = superiority(members, rest);
  const reach = normalQuantile((1 + level) / 2) * standardError;
  return {
    value: probability,
    low: Math.max(0, probability - reach),
    high: Math.min(1, probability + reach),
  };
}
