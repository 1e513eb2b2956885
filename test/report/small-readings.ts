/** What small-run's studies of revenue, of a test and of membership have found. */
const parts = (customers: number, mix: number, frequency: number, value: number) => ({
  ...{ by_customers: customers, by_mix: mix, by_frequency: frequency, by_value: value },
  change: customers + mix + frequency + value,
});
const sales = (before: number, now: number) => ({
  ...{ customers_before: 6, customers_now: 8, orders_before: 9, orders_now: 14 },
  ...{ revenue_before: before, revenue_now: now },
});
const kinds = (fromNew: number, fromWonBack: number, fromKept: number, fromLost: number) => ({
  ...{ new_customers: 2, won_back_customers: 1, kept_customers: 5, lost_customers: 1 },
  ...{ from_new: fromNew, from_won_back: fromWonBack, from_kept: fromKept, from_lost: fromLost },
});

const change = (comparison: string, position: number, from: string, to: string) => ({
  ...{ comparison, position, previous_run_id: null, before_from: from, before_to: to },
  ...{ now_from: '2011-09-10', now_to: '2011-12-09', ...sales(1000, 1300.5), ...parts(200, -50.5, 100, 51) },
  ...kinds(250, 100.5, 150, -200),
});

const reading = (position: number, measure: string, isDecisive: boolean, holdout: number) => ({
  ...{ position, measure, is_decisive: isDecisive, plan_run_id: 'shop-earlier', is_campaign: true },
  ...{ started_on: '2011-09-10', ends_on: '2011-12-09', read_until: '2011-12-09', days: 91, days_read: 91 },
  ...{ is_over: true, campaign_customers: 2, holdout_customers: 1, campaign: 1.2 * holdout, holdout },
  ...{
    effect: 0.2 * holdout,
    standard_error: 0.3 * holdout,
    lift: 0.2,
    low: -0.4 * holdout,
    high: 0.8 * holdout,
  },
  ...{ level: 0.95, p_value: 0.5, variance_taken: isDecisive ? 0.3 : null, verdict: 'not proven' },
  sentence: 'Not proven: the campaign is over.',
});

export const smallReadings: Record<string, object[]> = {
  revenue_changes: [
    change('before', 1, '2011-06-11', '2011-09-09'),
    change('year', 2, '2010-09-11', '2010-12-10'),
  ],
  revenue_change_segments: [
    {
      ...{ comparison: 'before', segment_id: 1, ...sales(700, 900.5), ...parts(150, -50.5, 60, 41) },
      ...kinds(150, 50.5, 100, -100),
    },
    {
      comparison: 'before',
      segment_id: 0,
      ...sales(300, 400),
      ...parts(50, 0, 40, 10),
      ...kinds(100, 50, 50, -100),
    },
  ],
  revenue_change_products: [
    {
      ...{ comparison: 'before', position: 1, stock_code: '22423', description: 'CAKESTAND' },
      ...{ ...sales(100, 300), ...parts(120, 0, 50, 30) },
    },
    {
      ...{ comparison: 'before', position: 2, stock_code: null, description: null },
      ...{ revenue_before: 900, revenue_now: 1000.5, change: 100.5 },
    },
  ],
  test_readings: [
    reading(1, 'repurchase', false, 0.5),
    reading(2, 'revenue, winsorised, with CUPED', true, 300),
  ],
  membership_effects: [
    {
      ...{ method: 'jump at the threshold', election_run_id: null, elected_on: '2011-09-09' },
      ...{ measured_from: '2011-09-10', measured_until: '2011-12-09', days: 91, is_treatment: false },
      ...{ effect: -12.5, standard_error: 20, low: -51.7, high: 26.7, level: 0.95, p_value: 0.53 },
      ...{ conventional: -11, bandwidth: 0.5, n_others: 60, n_members: 40 },
      sentence: 'This is what the door itself marks.',
    },
  ],
  effect_checks: [
    {
      ...{
        position: 1,
        method: 'jump at the threshold',
        title: 'Nobody has sorted themselves over the threshold',
      },
      ...{ found: '89 % as many stand just above as just below', p_value: 0.45, is_passed: true },
    },
  ],
  door_bins: [-2, -1, 1, 2].map((place, i) => ({
    ...{ position: i + 1, side: place < 0 ? 'below the threshold' : 'above the threshold', customers: 25 },
    ...{ of_door: Math.exp(place / 4), outcome: 100 + 10 * place },
  })),
};
