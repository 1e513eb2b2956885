const ids = Array.from({ length: 12 }, (_, i) => `C${100 + i}`);

const door = (customerId: string, standing: string, changes: object) => ({
  ...{ customer_id: customerId, standing, meets_enter: false, meets_stay: false, misses: '' },
  ...{ usual_orders: 1.5, sentence: `C stands: ${standing}.` },
  ...changes,
});

const rule = (kind: string) => ({
  ...{
    kind,
    sentence: 'An Insider placed at least 20 orders.',
    customers: 12,
    members: 3,
    let_in: 3,
    kept: 2,
  },
  ...{ precision_share: 2 / 3, recall_share: 2 / 3, fidelity: 10 / 12 },
  ...{ drawn_on: '2011-12-09', gap_days: 30, gaps: 2, times: 1.5 },
});

/** Who is in, who is near, and how sure that is, of the twelve customers of the small run. */
export const memberTables: Record<string, object[]> = {
  membership_rules: [rule('enter'), rule('stay')],
  customer_doors: [
    door(ids[0]!, 'stays', { meets_enter: true, meets_stay: true, days_left: 50, leaves_on: '2012-01-28' }),
    door(ids[1]!, 'leaving soon', {
      misses: 'placed at least 20 orders',
      days_left: 5,
      leaves_on: '2011-12-14',
    }),
    door(ids[2]!, 'stays', { meets_enter: true, meets_stay: true, days_left: 40, leaves_on: '2012-01-18' }),
    door(ids[3]!, 'near', {
      ...{ misses: 'placed at least 20 orders', orders_missing: 2, money_missing: 0, pieces_missing: 0 },
      ...{ products_missing: 0, usual_money: 138.9, by_on: '2012-03-08' },
    }),
  ],
  customer_stability: ids.slice(0, 3).map((customer_id, i) => ({
    ...{ customer_id, resamples: 100, times_member: 100 - 30 * i },
    certainty: ['certain member', 'borderline'][Math.min(i, 1)],
  })),
  insiders_stability: [
    { resamples: 100, drawn: 12, jaccard: 0.8, median_times: 70, certain_members: 1, without_segments: 0 },
  ],
  promises: [
    {
      ...{ verdict: 'held', reason: 'On 2 days of the past it was so.', horizon_days: 91, elections: 2 },
      ...{ captured: 0.45, by_revenue: 0.44, by_last_year: 0.44, by_chance: 0.25, best_possible: 0.6 },
      ...{ by_model: 0.47, by_model_captured: 0.45, by_model_elections: 2 },
      ...{ next_share: 0.46, next_low: 0.35, next_high: 0.57, interval_share: 0.8 },
    },
  ],
  past_elections: ['2011-08-09', '2011-09-08'].map((elected_on) => ({
    ...{
      elected_on,
      measured_until: '2011-12-09',
      history_days: 281,
      customers: 10,
      members: 3,
      gaps: 2,
      times: 1.5,
    },
    ...{ captured: 0.45, by_revenue: 0.44, by_last_year: 0.44, by_chance: 0.3, best_possible: 0.6 },
  })),
  rfm_cutoffs: [3, 2, 1].map((score) => ({
    ...{
      bands: 3,
      feature: 'gross_revenue',
      score,
      lowest: score * 100,
      highest: score * 100 + 99.5,
      customers: 4,
    },
  })),
  rfm_groups: [
    {
      ...{ bands: 3, position: 1, group_name: 'Champions', codes: '333 332 323', customers: 4 },
      ...{ customer_share: 1 / 3, revenue: 10416.77, revenue_share: 0.672 },
    },
  ],
  customer_rfm: ids.map((customer_id) => ({
    ...{ customer_id, recency_score: 5, frequency_score: 4, money_score: 3, code_of_five: '543' },
    ...{ group_of_five: 'Loyal', code_of_three: '333', group_of_three: 'Champions' },
  })),
  segment_sales: [1, 2, 3].map((segment_id) => ({
    ...{ segment_id, orders: 10 * segment_id, order_share: segment_id / 6, pieces: 60, piece_share: 0.3 },
    ...{ products: 30, product_share: 0.75 },
  })),
  segment_actions: [
    { segment_id: 1, position: 1, action: 'Thank them.', reason: '25 % bring 59 %.', measure: 'Who left.' },
  ],
  hypotheses: [
    {
      ...{
        position: 1,
        hypothesis: 'share_of_revenue',
        statement: 'More than 10 % of the revenue.',
        unit: 'share',
      },
      ...{ insiders: 0.59, effect: 0.59, effect_unit: 'share', effect_low: 0.4, effect_high: 0.7 },
      ...{ threshold: 0.1, direction: 'above', verdict: 'holds', sentence: 'It is 59 %.' },
    },
  ],
};
