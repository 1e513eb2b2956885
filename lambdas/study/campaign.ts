import { type CampaignTerms, simulateCampaign } from '../../core/campaign/simulate-campaign.js';
import { countDays } from '../../core/dates/count-days.js';
import { expectWithin } from '../../core/forecast/expect-within.js';
import { dayNumber } from '../../core/forecast/months.js';
import { createRandom, type Random } from '../../core/random/random.js';
import type { CampaignRules } from '../../core/rules/rules.js';
import type { NamedSegment } from '../../core/runs/profile.js';
import type { Refusal, StudyResult } from '../../core/runs/studies.js';
import { bootstrapIntervals, type Interval } from '../../core/statistics/bootstrap.js';
import type { Engine } from '../../io/engine.js';
import { readOrderDays } from './customers/read-order-days.js';
import { readSpending, type Spending } from './customers/spending.js';
import { withOrders } from './customers/with-orders.js';
import type { Study, StudyContext } from './study-context.js';

/** Who bought in each of so many windows in a row will buy anyway. */
const mostWindows = 4;
const fewestWindows = 2;

/** What a campaign to each segment would bring, and who would buy anyway. */
export const campaign: Study = async (context, io) => {
  const { receipt, plan } = context;
  const { windowDays } = plan.rules.campaign;
  const windows = Math.min(mostWindows, Math.floor(countDays(receipt.from, receipt.asOf) / windowDays));
  if (windows < 1) return refused(`A campaign works for ${windowDays} days; the orders cover less.`);
  const ranges = Array.from({ length: windows }, (_, i) => ({
    from: i * windowDays,
    to: (i + 1) * windowDays,
  }));
  return withOrders(io, context.runId, async (engine) => {
    const spending = await readSpending(engine, receipt.asOf, ranges);
    const base = await readBase(engine, context, spending);
    return resultOf(context, spending, base, await readMeanOrder(engine));
  });
};

/** What there is to lift, in the order of the spenders. */
interface Base {
  readonly money: Float64Array;
  readonly rangeOf: (segmentId: number) => Interval | null;
  readonly basis: 'forecast' | 'newest window';
}

/**
 * What is expected of the window that begins today. The newest window, in which many were elected at their best, stands
 * in only where nothing can be forecast.
 */
async function readBase(engine: Engine, context: StudyContext, spending: Spending): Promise<Base> {
  const { plan, receipt, profile } = context;
  const { ids, orders, segmentIds } = await readOrderDays(engine);
  const { insiders, segments } = profile;
  const shop = {
    ...{ orders, segmentIds, nSegments: segments.length, insidersId: insiders.segmentId },
    ...{ from: dayNumber(receipt.from), day: dayNumber(receipt.asOf) },
    bestShare: insiders.customers / ids.length,
  };
  const expected = expectWithin(shop, plan.rules.campaign.windowDays, plan.rules.forecast);
  if (!expected) return { money: spending.byRange[0]!, rangeOf: () => null, basis: 'newest window' };
  const placeOf = new Map(ids.map((id, i) => [id, i]));
  const money = Float64Array.from(
    spending.customers,
    ({ customerId }) => expected.money[placeOf.get(customerId)!]!,
  );
  return { money, rangeOf: expected.rangeOf, basis: 'forecast' };
}

async function readMeanOrder(engine: Engine): Promise<number> {
  const { mean } = await engine.columns(
    'select cast(sum(amount) as double) / count(distinct invoice_id) as mean from purchases',
  );
  return mean![0]!;
}

/** Where the rules do not say what it costs to address a customer: a hundredth of a mean order, to one digit. */
const guessedCost = (meanOrder: number) => (meanOrder > 0 ? Number((meanOrder / 100).toPrecision(1)) : 0);

const segmentTable = {
  table: 'campaign_segments',
  columns: [
    ...[
      'segment_id',
      'window_days',
      'customers',
      'cost_per_customer',
      'margin',
      'lift',
      'base_revenue',
      'base_is_forecast',
      'cost_is_guessed',
      'cost',
    ],
    ...[
      'expected_profit',
      'low_profit',
      'high_profit',
      'break_even_lift',
      'buy_anyway',
      'profit_without_them',
    ],
  ],
};
const anywayTable = { table: 'buys_anyway', columns: ['customer_id', 'windows'] };

const refused = (reason: string): StudyResult => ({
  summary: `campaign: ${reason}`,
  tables: [segmentTable, anywayTable].map((table) => ({ ...table, rows: [] })),
  refusals: ['campaign_profit', 'buying_anyway'].map((topic) => ({ topic, reason })),
  findings: null,
});

function resultOf(
  { plan, profile }: StudyContext,
  spending: Spending,
  base: Base,
  meanOrder: number,
): StudyResult {
  const { campaign, seed } = plan.rules;
  const buysAnyway = boughtInEach(spending.byRange);
  const rows = profile.segments.map((segment) => {
    const { terms, isGuessed } = termsOf(campaign, segment.name, meanOrder);
    return {
      segmentId: segment.segmentId,
      windowDays: campaign.windowDays,
      baseIsForecast: base.basis === 'forecast',
      costIsGuessed: isGuessed,
      ...simulateSegment(segment, spending, base, buysAnyway, terms, seed),
    };
  });
  const windows = spending.byRange.length;
  const paying = rows.filter(({ expectedProfit }) => expectedProfit > 0);
  return {
    summary: `campaign: on these terms it would pay for ${paying.length} of ${rows.length} segments`,
    tables: [
      { ...segmentTable, rows },
      {
        ...anywayTable,
        rows: spending.customers
          .filter((_, i) => buysAnyway[i])
          .map(({ customerId }) => ({ customerId, windows })),
      },
    ],
    refusals: tooShort(windows, campaign),
    findings: { segments: rows },
  };
}

function tooShort(windows: number, { windowDays }: CampaignRules): Refusal[] {
  if (windows >= fewestWindows) return [];
  const reason = `Who would buy anyway shows in ${fewestWindows} windows of ${windowDays} days; the orders cover ${windows}.`;
  return [{ topic: 'buying_anyway', reason }];
}

/** The rules' terms, or the segment's own where it has any; the cost is guessed where neither has one. */
function termsOf(
  { segments, ...common }: CampaignRules,
  name: string,
  meanOrder: number,
): { readonly terms: CampaignTerms; readonly isGuessed: boolean } {
  const { lift, margin, costPerCustomer } = { ...common, ...segments[name] };
  const terms = { lift, margin, costPerCustomer: costPerCustomer ?? guessedCost(meanOrder) };
  return { terms, isGuessed: costPerCustomer === null };
}

/** Uint8Array (nCustomers): 1 who bought in each window, of which there have to be enough. */
function boughtInEach(windows: readonly Float64Array[]): Uint8Array {
  const isEnough = windows.length >= fewestWindows;
  return Uint8Array.from(windows[0]!, (_, i) => Number(isEnough && windows.every((spent) => spent[i]! > 0)));
}

function simulateSegment(
  { segmentId }: NamedSegment,
  { customers }: Spending,
  { money, rangeOf }: Base,
  buysAnyway: Uint8Array,
  terms: CampaignTerms,
  seed: number,
) {
  const members = customers.flatMap((customer, i) => (customer.segmentId === segmentId ? [i] : []));
  const revenue = Float64Array.from(members, (i) => money[i]!);
  const anyway = Uint8Array.from(members, (i) => buysAnyway[i]!);
  const range = rangeOf(segmentId) ?? resampledRange(revenue, createRandom(`${seed}/campaign/${segmentId}`));
  return { ...terms, ...simulateCampaign(revenue, range, anyway, terms) };
}

/** The mean's 90 % interval over resampled customers. */
function resampledRange(revenue: Float64Array, random: Random): Interval {
  const mean = (weights: Int32Array) =>
    weights.reduce((sum, weight, i) => sum + weight * revenue[i]!, 0) / revenue.length;
  return bootstrapIntervals(revenue.length, [mean], random, { nResamples: 200, share: 0.9 })[0]!;
}
