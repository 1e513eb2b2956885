import type { Interval } from '../statistics/bootstrap.js';

/** What a campaign is expected to cost and to bring. */
export interface CampaignTerms {
  /** Money per customer addressed. */
  readonly costPerCustomer: number;
  /** Share of revenue that is left after goods, 0..1. */
  readonly margin: number;
  /** Relative rise of the revenue that is hoped for, 0.1 being 10 %. */
  readonly lift: number;
}

/** What a campaign to one segment would bring over the window, in money. */
export interface CampaignOutcome {
  readonly customers: number;
  /** Revenue per customer over the window without a campaign. */
  readonly baseRevenue: number;
  /** Cost of addressing everybody. */
  readonly cost: number;
  readonly expectedProfit: number;
  /** With half the lift, and the base revenue at the low end of its range. */
  readonly lowProfit: number;
  /** With one and a half times the lift, and the base revenue at the high end. */
  readonly highProfit: number;
  /** The lift at which cost and margin are even; null where there is no revenue to lift. */
  readonly breakEvenLift: number | null;
  /** Customers who would buy anyway. */
  readonly buyAnyway: number;
  /** Expected profit where those are left out and would not have bought more. */
  readonly profitWithoutThem: number;
}

/**
 * Simulates a campaign to a segment: profit = customers × (base revenue × lift × margin - cost).
 * @param revenue Float64Array (nCustomers), at least one: each customer's over the window without a campaign
 * @param range of that revenue per customer
 * @param buysAnyway Uint8Array (nCustomers), 1 where the customer would buy anyway
 */
export function simulateCampaign(
  revenue: Float64Array,
  range: Interval,
  buysAnyway: Uint8Array,
  { costPerCustomer, margin, lift }: CampaignTerms,
): CampaignOutcome {
  const customers = revenue.length;
  const baseRevenue = revenue.reduce((sum, value) => sum + value, 0) / customers;
  const profit = (base: number, hoped: number) => customers * (base * hoped * margin - costPerCustomer);
  const others = revenue.filter((_, i) => !buysAnyway[i]);
  const othersRevenue = others.reduce((sum, value) => sum + value, 0);
  return {
    customers,
    baseRevenue,
    cost: customers * costPerCustomer,
    expectedProfit: profit(baseRevenue, lift),
    lowProfit: profit(range.low, lift / 2),
    highProfit: profit(range.high, lift * 1.5),
    breakEvenLift: baseRevenue > 0 ? costPerCustomer / (baseRevenue * margin) : null,
    buyAnyway: customers - others.length,
    profitWithoutThem: othersRevenue * lift * margin - others.length * costPerCustomer,
  };
}
