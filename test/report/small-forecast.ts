const spread = (low: number, value: number, high: number) => ({ low, value, high });

const measure = (position: number, name: string, title: string, insiders: number, rest: number) => ({
  months: 12,
  position,
  measure: name,
  title,
  unit: 'share',
  insiders,
  insiders_low: insiders - 0.05,
  insiders_high: insiders + 0.05,
  rest,
  rest_low: rest - 0.05,
  rest_high: rest + 0.05,
});

const groupForecast = (
  segmentId: number,
  customers: number,
  { low, value, high }: ReturnType<typeof spread>,
) => ({
  segment_id: segmentId,
  months: 12,
  customers,
  expected_orders: 3 * customers,
  model_revenue: value,
  naive_revenue: value + 100,
  share_revenue: value + 50,
  model_error: 0.1,
  naive_error: 0.2,
  share_error: 0.15,
  past_error: 0.08,
  expected_error: 0.1,
  trials: 3,
  offered: 'mix',
  revenue: value,
  low,
  high,
  note: '3 past forecasts were off by 8 %',
});

const month = (month_ending: string, revenue: number, isForecast: boolean) => ({
  segment_id: 1,
  month_ending,
  revenue,
  low: isForecast ? revenue - 50 : null,
  high: isForecast ? revenue + 50 : null,
  is_forecast: isForecast,
});

const cohort = (customer_group: string, months_since: number, customers: number, active: number) => ({
  customer_group,
  first_month: '2011-01-01',
  months_since,
  customers,
  active_customers: active,
  retention: active / customers,
  orders: active,
  revenue: 250.5 * active,
  is_whole: true,
});

/** What the study of forecasts leaves, a row or two of each table. */
export const smallForecast: Record<string, object[]> = {
  guarantees: [
    {
      months: 12,
      elected_on: '2010-12-09',
      measured_until: '2011-12-09',
      members: 3,
      rest: 9,
      still_members: 2,
      window_revenue: 9000.5,
      beats: 0.9,
      beats_low: 0.8,
      beats_high: 0.95,
      interval_share: 0.9,
    },
  ],
  guarantee_measures: [
    measure(1, 'revenueShare', 'Share of the revenue', 0.6, 0.4),
    measure(2, 'boughtAgain', 'Bought again', 0.9, 0.5),
  ],
  size_dial: [
    {
      customers: 3,
      share: 0.25,
      revenue_share: 0.6,
      next_months: 12,
      next_revenue_share: 0.55,
      stability: 0.9,
      cost: null,
      is_elected: true,
    },
  ],
  forecast_models: [
    {
      position: 1,
      subject: 'orders',
      model: 'bgNbd',
      title: 'BG/NBD',
      parameters: { r: 0.5, alpha: 10 },
      log_likelihood: -123.4,
      is_used: true,
      note: 'used',
    },
  ],
  seasons: [{ month: 12, index: 1.3, years: 1, weight: 0.5 }],
  customer_forecasts: [
    {
      customer_id: 'C100',
      months: 12,
      probability_ordering: 0.8,
      probability_alive: 0.9,
      expected_orders: 4.2,
      order_value: 300,
      expected_revenue: 1260,
    },
  ],
  group_forecasts: [
    groupForecast(0, 12, spread(8000, 9000, 10000)),
    groupForecast(1, 3, spread(4000, 5000, 6000)),
  ],
  forecast_months: [month('2011-11-30', 400, false), month('2011-12-31', 450, true)],
  forecast_candidates: [
    {
      months: 12,
      customer_group: 'best',
      position: 1,
      candidate: 'seasonalModel',
      title: 'Model of their buying, with the shop’s season',
      past_error: 0.09,
      weight: 0.9,
    },
  ],
  forecast_reliability: [
    {
      position: 1,
      months: 3,
      made_on: '2011-09-09',
      title: '80 to 100 % likely to order',
      customers: 3,
      expected_share: 0.9,
      came_share: 1,
      expected_orders: 2.5,
      came_orders: 2.7,
    },
  ],
  refused_horizons: [{ months: 36, reason: 'the orders reach back two years only' }],
  track_record: [
    {
      months: 12,
      made_on: '2010-12-09',
      customer_group: 'all',
      customers: 12,
      model: 'bgNbd',
      forecast: 8800,
      low: 8000,
      high: 9500,
      naive: 9900,
      share: 9500,
      actual: 9000.5,
      error: -0.02,
      naive_error: 0.1,
      share_error: 0.05,
      expected_error: 0.1,
      is_covered: true,
    },
  ],
  cohorts: [
    cohort('all', 0, 4, 4),
    cohort('all', 1, 4, 2),
    cohort('insiders', 0, 2, 2),
    cohort('insiders', 1, 2, 1),
  ],
};
