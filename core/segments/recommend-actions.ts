import type { NamedSegment } from '../runs/profile.js';
import { countInWords, figureInWords, moneyInWords } from '../words/figures.js';
import { percent } from './describe-segment.js';
import { latenessOf } from './lateness.js';
import type { FeatureProfile } from './profile-feature.js';

/** Something to do about a segment, and why. */
export interface RecommendedAction {
  readonly segmentId: number;
  /** From 1, the most pressing first. */
  readonly position: number;
  readonly action: string;
  /** The segment's own figures that ask for it. */
  readonly reason: string;
  /** What to watch to know whether it worked. */
  readonly measure: string;
}

type Recommendation = Omit<RecommendedAction, 'segmentId' | 'position'>;

/** A segment's own figures: its median of a feature against everybody's, and where its members rank. */
interface Figures {
  readonly segment: NamedSegment;
  readonly of: (feature: string) => FeatureProfile | undefined;
  readonly money: (value: number) => string;
  /** The shop's gap between orders, that of the middle customer who came back, in days; undefined where nobody did. */
  readonly usualGap: number | undefined;
}

/** How far from everybody else, in rank 0..1, a segment has to stand for a rule to speak. */
const high = 0.6;
const low = 0.42;
/** Who stays away for so many of their own gaps between orders has stopped, whatever the crowd does. */
const gapsAway = 3;
const most = 3;

/** What to do, by what the figures say; the first rules that speak are taken. */
const rules: readonly ((figures: Figures) => Recommendation | undefined)[] = [
  function rewardTheBest({ segment }) {
    if (!segment.isInsiders) return undefined;
    return {
      action: 'Thank them and keep them: early access, a named contact, no discounts they do not need.',
      reason: `${percent(segment.customerShare)} of customers bring in ${percent(segment.revenueShare)} of revenue.`,
      measure: 'Insiders who dropped out since the last run, and what they had spent.',
    };
  },
  function winBackTheValuable({ of, usualGap, money }) {
    const [recency, revenue] = [of('recency_days'), of('gross_revenue')];
    if (!recency || !revenue) return undefined;
    if (revenue.standing < 0.5 || !(isLate({ of, usualGap }) || hasStopped(of))) return undefined;
    const usual = hasStopped(of)
      ? `, where they used to order every ${days(of('avg_gap_days')!.median)}`
      : ` (all: ${days(recency.baseMedian)})`;
    return {
      action:
        'Win them back now, in person where it pays: ask why they stopped, and make one offer with a deadline.',
      reason: `The last order was ${days(recency.median)} ago${usual}, and they spent ${money(revenue.median)} (all: ${money(revenue.baseMedian)}).`,
      measure: 'Share who order again within 60 days, compared with a group left alone.',
    };
  },
  function openTheDoor({ segment, of, usualGap }) {
    const [recency, orders] = [of('recency_days'), of('invoices')];
    if (segment.isInsiders || !recency || !orders || orders.standing < high) return undefined;
    if (isLate({ of, usualGap }) || hasStopped(of)) return undefined;
    return {
      action: 'Tell each of them how many orders they are short of becoming an Insider, and by when.',
      reason: `They placed ${orderCount(orders.median)} (all: ${figureInWords(orders.baseMedian)}), the last ${days(recency.median)} ago.`,
      measure: 'Customers who became Insiders since the last run.',
    };
  },
  function askForTheNextOrder({ of, usualGap }) {
    const [recency, orders] = [of('recency_days'), of('invoices')];
    if (!recency || !orders || !isFresh({ of, usualGap }) || orders.standing > 0.5) return undefined;
    return {
      action:
        'Ask for the next order while the last is fresh: a series of three e-mails with products that go with it.',
      reason: `They placed ${orderCount(orders.median)} (all: ${figureInWords(orders.baseMedian)}), the last ${days(recency.median)} ago (all: ${figureInWords(recency.baseMedian)}).`,
      measure: 'Share with one more order after 60 days.',
    };
  },
  function remindWhoIsDue({ segment, of, usualGap }) {
    const recency = of('recency_days');
    if (segment.isInsiders || !recency || usualGap === undefined || hasStopped(of)) return undefined;
    if (latenessOf(recency.median, usualGap) !== 1) return undefined;
    return {
      action: 'Remind them before they are late: what they last bought, in one e-mail with one link.',
      reason: `The last order was ${days(recency.median)} ago; the shop’s usual gap between orders is ${days(usualGap)}.`,
      measure: 'Share who order within 30 days, compared with a group left alone.',
    };
  },
  function raiseTheBasket({ of, money }) {
    const [basket, orders] = [of('avg_order_value'), of('invoices')];
    if (!basket || !orders || basket.standing > low || orders.standing < 0.5) return undefined;
    return {
      action: `Reward larger orders: free delivery from ${money(1.2 * basket.median)}, a fifth above their usual order.`,
      reason: `They order often (${orderCount(orders.median)}; all: ${figureInWords(orders.baseMedian)}), but ${money(basket.median)} at a time (all: ${money(basket.baseMedian)}).`,
      measure: 'Money per order.',
    };
  },
  function widenTheChoice({ of }) {
    const [products, orders] = [of('products'), of('invoices')];
    if (!products || !orders || products.standing >= high || products.standing > orders.standing - 0.1)
      return undefined;
    return {
      action: 'Show them what else you sell: products bought by customers with the same taste.',
      reason: `They chose ${countInWords(Math.round(products.median), 'different product')} (all: ${figureInWords(products.baseMedian)}) in ${orderCount(orders.median)} (all: ${figureInWords(orders.baseMedian)}).`,
      measure: 'Different products per customer.',
    };
  },
  function lookIntoReturns({ of }) {
    const [returned, bought] = [of('returned_items'), of('items')];
    const share = returned && bought && shareOf(returned.total, bought.total);
    const base = returned && bought && shareOf(returned.baseMean, bought.baseMean);
    if (share === undefined || base === undefined || share < 1.5 * base || share < 0.02) return undefined;
    return {
      action: 'Find out why products come back before promoting anything to them.',
      reason: `${percent(share)} of the pieces they bought came back (all: ${percent(base)}).`,
      measure: 'Share of pieces returned.',
    };
  },
  function spendNothingOnTheLapsed({ segment, of, usualGap }) {
    const recency = of('recency_days');
    if (!recency || !isLate({ of, usualGap }) || segment.revenueShare > segment.customerShare / 2)
      return undefined;
    return {
      action: 'Leave them out of anything paid per click or per letter: one farewell e-mail, then silence.',
      reason: `${percent(segment.customerShare)} of customers brought in ${percent(segment.revenueShare)} of revenue, and the last order was ${days(recency.median)} ago (all: ${days(recency.baseMedian)}).`,
      measure: 'What is saved, and the orders that still come.',
    };
  },
];

/**
 * What to do about a segment, chosen by its own figures, the most pressing first; three things at most.
 * @param currency ISO 4217, or null
 * @param leftOut features that the orders cannot give: nothing is said by them
 */
export function recommendActions(
  segment: NamedSegment,
  currency: string | null,
  leftOut: readonly string[] = [],
): RecommendedAction[] {
  const figures: Figures = {
    segment,
    of: (name) =>
      segment.features.find(
        ({ feature, median }) => feature === name && !leftOut.includes(name) && Number.isFinite(median),
      ),
    money: (value) => moneyInWords(value, currency),
    usualGap: known(segment.features.find(({ feature }) => feature === 'avg_gap_days')?.baseMedian),
  };
  const spoken = rules.map((rule) => rule(figures)).filter((action) => action !== undefined);
  return (spoken.length > 0 ? spoken.slice(0, most) : [keepInTouch(figures)]).map((action, index) => ({
    ...action,
    segmentId: segment.segmentId,
    position: index + 1,
  }));
}

const keepInTouch = ({ segment, money }: Figures): Recommendation => ({
  action: 'Keep in touch with what everybody gets, and watch which way they move.',
  reason: `They buy much like everybody: the median customer spent ${money(segment.medianRevenue)}.`,
  measure: 'Where they are in the next run.',
});

const known = (value: number | undefined) => (Number.isFinite(value) ? value : undefined);

/** By the shop's rhythm, as the segments are named; where it has none, by where they rank. */
function isLate({ of, usualGap }: Pick<Figures, 'of' | 'usualGap'>): boolean {
  const { median, standing } = of('recency_days')!;
  return usualGap === undefined ? standing >= high : latenessOf(median, usualGap) > 1;
}

function isFresh({ of, usualGap }: Pick<Figures, 'of' | 'usualGap'>): boolean {
  const { median, standing } = of('recency_days')!;
  return usualGap === undefined ? standing <= low : latenessOf(median, usualGap) === 0;
}

const days = (value: number) => countInWords(Math.round(value), 'day');
const orderCount = (value: number) => countInWords(Math.round(value), 'order');
function hasStopped(of: Figures['of']): boolean {
  const [recency, gap] = [of('recency_days'), of('avg_gap_days')];
  return recency !== undefined && gap !== undefined && recency.median > gapsAway * gap.median;
}
const shareOf = (part: number, whole: number) => (whole > 0 ? part / whole : undefined);
