/** Rows of what is known of products and timing, for a run whose page can be read. @param hostile text that must stay text */
export const smallProducts = (hostile: { readonly customer: string; readonly segment: string }) => ({
  first_products: [
    {
      ...{ position: 1, stock_code: '22423', description: hostile.segment, customers: 120, came_again: 0.61 },
      ...{ others_came_again: 0.44, shrunk: 0.57, low: 0.5, high: 0.63, p_value: 0.002, verdict: 'more' },
      horizon_days: 91,
    },
    {
      ...{ position: 2, stock_code: '85123A', description: null, customers: 80, came_again: 0.45 },
      ...{ others_came_again: 0.46, shrunk: 0.46, low: 0.41, high: 0.51, p_value: 0.9, verdict: 'as usual' },
      horizon_days: 91,
    },
  ],
  order_gaps: [
    {
      ...{ step: 1, title: 'First to second order', customers: 400, came_again: 0.46, horizon_days: 91 },
      ...{ lower_quartile_days: 41, median_days: 105, upper_quartile_days: null },
    },
    {
      ...{ step: 2, title: 'Second to third order', customers: 250, came_again: 0.6, horizon_days: 91 },
      ...{ lower_quartile_days: 30, median_days: 63, upper_quartile_days: 133 },
    },
  ],
  due_products: [
    {
      ...{
        position: 1,
        customer_id: hostile.customer,
        stock_code: '22423',
        description: 'CAKESTAND',
        times: 5,
      },
      ...{ last_on: '2011-11-29', gap_days: 13.2, due_on: '2011-12-12', chance: 0.7, way: 'rate' },
      window_days: 28,
    },
  ],
  due_tests: [
    {
      ...{ way: 'rate', is_offered: true, window_days: 28, measured_from: '2011-09-15', customers: 90 },
      ...{ offered: 450, bought: 144, served: 64 },
    },
  ],
  next_orders: [
    {
      ...{
        customer_id: 'C100',
        expected_on: '2011-12-16',
        earliest_on: '2011-12-12',
        latest_on: '2012-01-04',
      },
      ...{ alive: 0.97, gap_days: 7.1, regularity: 12.5, is_regular: true },
    },
  ],
  order_rhythms: [
    {
      ...{ model: 'MBG/CNBD-k', k: 2, wheat_morrison: 1.9, log_likelihood: -6034.8, customers: 12, dated: 1 },
      ...{ chance_log_likelihood: -6119.5, regular: 1, measured_on: '2011-09-09', measured_dates: 40 },
      ...{ came_early: 3, came_within: 32, came_late: 5, level: 0.8 },
    },
  ],
  product_lifts: [
    {
      ...{ position: 1, kind: 'segment', segment_id: 1, place: 1, stock_code: '20725', variants: 3 },
      ...{ description: 'LUNCH BAG', customers: 2, share: 0.6667, others_share: null, lift: null },
      ...{ p_value: null, because: 'JUMBO BAG' },
    },
    {
      ...{ position: 2, kind: 'insiders', segment_id: null, place: 1, stock_code: '23170', variants: 1 },
      ...{ description: 'TEA PLATE', customers: 20, share: 0.28, others_share: 0.05, lift: 1.38 },
      ...{ p_value: 0.01, because: null },
    },
  ],
  next_product_tests: [
    {
      ...{ way: 'popular', is_offered: true, window_days: 91, measured_from: '2011-09-10', customers: 80 },
      ...{ offered: 400, bought: 30, served: 24 },
    },
  ],
  segment_discounts: [
    {
      ...{ segment_id: 1, money: 5000.5, known_money: 4800, cheap_money: 1200.25, saved: 310.1, share: 0.25 },
      ...{ low: 0.2, high: 0.3, customers: 3 },
    },
  ],
});
